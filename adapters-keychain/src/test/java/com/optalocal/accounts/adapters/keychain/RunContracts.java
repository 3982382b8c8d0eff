package com.optalocal.accounts.adapters.keychain;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/// A program that runs the tests of contracts in the environment that somebody started it in, and
/// prints `ok NAME` or `failed NAME` for each. Ends with 0 if all held.
final class RunContracts {
  private RunContracts() {}

  /// @param args names of classes that extend a contract and need no extension of JUnit
  public static void main(String[] args) throws ReflectiveOperationException {
    int failed = 0;
    for (String name : args) {
      Class<?> contract = Class.forName(name);
      for (Class<?> type = contract; type != Object.class; type = type.getSuperclass()) {
        for (Method method : type.getDeclaredMethods()) {
          if (method.isAnnotationPresent(Test.class)) {
            failed += run(contract, method) ? 0 : 1;
          }
        }
      }
    }
    System.exit(failed == 0 ? 0 : 1);
  }

  private static boolean run(Class<?> contract, Method method) throws ReflectiveOperationException {
    var constructor = contract.getDeclaredConstructor();
    constructor.setAccessible(true);
    method.setAccessible(true);
    try {
      method.invoke(constructor.newInstance());
      System.out.println("ok " + contract.getSimpleName() + "." + method.getName());
      return true;
    } catch (InvocationTargetException e) {
      System.out.println("failed " + contract.getSimpleName() + "." + method.getName());
      e.getTargetException().printStackTrace(System.out);
      return false;
    }
  }
}
