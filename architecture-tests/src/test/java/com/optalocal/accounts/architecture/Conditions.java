package com.optalocal.accounts.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// The few shapes that all rules are made of.
final class Conditions {
  private Conditions() {}

  static DescribedPredicate<JavaClass> classes(String description, Predicate<JavaClass> predicate) {
    return DescribedPredicate.describe(description, predicate);
  }

  /// Each dependency from a class to another type, arrays read as what they hold.
  static ArchCondition<JavaClass> dependOnlyAs(
      String description, BiPredicate<JavaClass, JavaClass> allowed) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
          JavaClass to = dependency.getTargetClass().getBaseComponentType();
          if (!to.isPrimitive() && !allowed.test(from, to)) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  static ArchCondition<JavaClass> be(String description, Predicate<JavaClass> wanted) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!wanted.test(type)) {
          events.add(
              SimpleConditionEvent.violated(
                  type, type.getName() + " does not hold: " + getDescription()));
        }
      }
    };
  }
}
