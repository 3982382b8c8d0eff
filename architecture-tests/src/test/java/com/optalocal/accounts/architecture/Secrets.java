package com.optalocal.accounts.architecture;

import static com.optalocal.accounts.architecture.Conditions.be;
import static com.optalocal.accounts.architecture.Conditions.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.optalocal.accounts.adapters.http.violations.CarriesAPassword;
import com.optalocal.accounts.adapters.http.violations.CarriesASecret;
import com.optalocal.accounts.domain.violations.PrintsItself;
import com.optalocal.accounts.domain.violations.TravelsAsBytes;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Rule 9: what must not leak has a type of its own, and no form that prints or travels.
final class Secrets {
  private static final String SECRET_BYTES = Code.DOMAIN + ".SecretBytes";
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("org\\.bouncycastle\\..*PrivateKeyParameters");
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i).*(password|passphrase|secret|token|privateKey|recoveryKey|verifier|bearer)");
  private static final Set<String> PLAIN = Set.of("java.lang.String", "[B", "[C");

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "a secret type never prints",
              classes()
                  .that(classes("hold a secret", Secrets::isSecret))
                  .should(be("have a toString that is one constant", Secrets::printsAConstant))
                  .because("logs and messages print whatever they are handed"),
              PrintsItself.class),
          Rule.of(
              "a secret type never travels by itself",
              classes()
                  .that(classes("hold a secret", Secrets::isSecret))
                  .should(be("not be Serializable", c -> !c.isAssignableTo(Serializable.class)))
                  .because("serialized bytes outlive the wiping"),
              TravelsAsBytes.class),
          Rule.of(
              "no data carrier of an adapter holds a secret",
              classes()
                  .that(classes("are records at the edge", Secrets::isCarrier))
                  .should(
                      be("have no component that is or is called a secret", Secrets::isHarmless))
                  .because("a record prints its components, and JSON libraries read them"),
              CarriesASecret.class,
              CarriesAPassword.class));

  private Secrets() {}

  /// A final class, not a record, that owns secret bytes or a private key, itself or by a field.
  static boolean isSecret(JavaClass type) {
    if (type.getName().equals(SECRET_BYTES)) {
      return true;
    }
    return Code.isIn(type, Code.DOMAIN)
        && !type.isRecord()
        && !type.isInterface()
        && instanceFields(type).map(JavaField::getRawType).anyMatch(Secrets::isSecretMaterial);
  }

  private static boolean isSecretMaterial(JavaClass type) {
    return PRIVATE_KEY.matcher(type.getName()).matches() || isSecret(type);
  }

  private static java.util.stream.Stream<JavaField> instanceFields(JavaClass type) {
    return type.getFields().stream()
        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC));
  }

  private static boolean isCarrier(JavaClass type) {
    return type.isRecord() && (Code.isIn(type, Code.ADAPTERS) || Code.isIn(type, Code.BOOTSTRAP));
  }

  private static boolean isHarmless(JavaClass type) {
    return instanceFields(type)
        .noneMatch(field -> isSecretValue(type, field) || isSecretByName(type, field));
  }

  /// A command's outcome may hand a secret on, whose own toString is a constant. An adapter's
  /// record may not: a JSON library would read it.
  private static boolean isSecretValue(JavaClass type, JavaField field) {
    return Code.isIn(type, Code.ADAPTERS) && isSecret(field.getRawType());
  }

  private static boolean isSecretByName(JavaClass type, JavaField field) {
    return PLAIN.contains(field.getRawType().getName())
        && SECRET_NAME.matcher(field.getName()).matches()
        && !printsAConstant(type);
  }

  private static boolean printsAConstant(JavaClass type) {
    return toStringOf(type)
        .flatMap(MethodModel::code)
        .map(code ->
            code.elementStream()
                .filter(Instruction.class::isInstance)
                .allMatch(i -> i instanceof ConstantInstruction || i instanceof ReturnInstruction))
        .orElse(false);
  }

  private static Optional<MethodModel> toStringOf(JavaClass type) {
    String resource = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = Secrets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no class file for " + type.getName());
      }
      ClassModel model = ClassFile.of().parse(in.readAllBytes());
      return model.methods().stream()
          .filter(m ->
              m.methodName().equalsString("toString")
                  && m.methodType().equalsString("()Ljava/lang/String;"))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
