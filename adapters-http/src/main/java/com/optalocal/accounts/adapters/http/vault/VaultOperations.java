package com.optalocal.accounts.adapters.http.vault;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.Operation;
import com.optalocal.accounts.adapters.http.Operation.Risk;
import com.optalocal.accounts.adapters.http.Operation.Turn;
import com.optalocal.accounts.adapters.http.OperationProblem;
import com.optalocal.accounts.adapters.http.OperationProblem.Kind;
import com.optalocal.accounts.adapters.http.OperationReply;
import com.optalocal.accounts.adapters.http.Payload;
import com.optalocal.accounts.adapters.http.PayloadShape;
import com.optalocal.accounts.adapters.http.PullReply;
import com.optalocal.accounts.application.vault.AddKey;
import com.optalocal.accounts.application.vault.LeaseKeys;
import com.optalocal.accounts.application.vault.ListKeys;
import com.optalocal.accounts.application.vault.PushKey;
import com.optalocal.accounts.application.vault.ShowStanding;
import com.optalocal.accounts.application.vault.SyncDevice;
import com.optalocal.accounts.domain.device.DeviceChain;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import com.optalocal.accounts.domain.vault.Label;
import com.optalocal.accounts.domain.vault.ProviderAlias;
import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.SecretValue;
import com.optalocal.accounts.domain.vault.VaultFault;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/// The daemon's operations on the vault: `vault.status`, `vault.pull`, `keys.list`, `keys.push`,
/// `keys.lease`.
public final class VaultOperations {
  private final ShowStanding standing;
  private final SyncDevice sync;
  private final ListKeys list;
  private final AddKey add;
  private final LeaseKeys lease;

  public VaultOperations(
      ShowStanding standing, SyncDevice sync, ListKeys list, AddKey add, LeaseKeys lease) {
    this.standing = standing;
    this.sync = sync;
    this.list = list;
    this.add = add;
    this.lease = lease;
  }

  public List<Operation> all() {
    return List.of(
        new Operation(
            "vault.status",
            "Tells whether this device may open the vault, as far as this machine knows.",
            BuiltInPolicy.KEYS_READ,
            Risk.READ,
            Turn.FREE,
            PayloadShape.NONE,
            payload ->
                OperationReply.done(
                    JsonValue.fields().put("standing", standing.show().code()).build())),
        new Operation(
            "vault.pull",
            "Brings the keys of the vault here, tells what waits, and witnesses the audit log.",
            BuiltInPolicy.KEYS_READ,
            Risk.WRITE,
            Turn.SHARED,
            PayloadShape.NONE,
            payload -> PullReply.of(sync.sync())),
        new Operation(
            "keys.list",
            "Lists the keys of the vault, without their values.",
            BuiltInPolicy.KEYS_READ,
            Risk.READ,
            Turn.SHARED,
            PayloadShape.NONE,
            payload -> list()),
        new Operation(
            "keys.push",
            "Seals a key on this device and stores it in the vault.",
            BuiltInPolicy.KEYS_WRITE,
            Risk.WRITE,
            Turn.SHARED,
            PayloadShape.NONE
                .required("name", PayloadShape.Kind.TEXT, "a name or a provider's alias")
                .required("value", PayloadShape.Kind.TEXT, "the value in base64")
                .optional("label", PayloadShape.Kind.TEXT, "a note for people; not secret"),
            this::push),
        new Operation(
            "keys.lease",
            "Lends opened keys to a program that is started here.",
            BuiltInPolicy.KEYS_READ,
            Risk.SECRET,
            Turn.SHARED,
            PayloadShape.NONE.optional(
                "only",
                PayloadShape.Kind.TEXTS,
                "names or aliases; without it, every key that is safe to hand to a program"),
            this::lease));
  }

  private OperationReply list() {
    return switch (list.list()) {
      case ListKeys.Outcome.Listed(
              List<ListKeys.Key> keys,
              List<DeviceChain.TrustedDevice> devices) ->
          OperationReply.done(
              JsonValue.fields()
                  .put(
                      "keys", new JsonValue.Array(keys.stream().map(VaultOperations::key).toList()))
                  .put("devices", devices.size())
                  .build());
      case ListKeys.Outcome.NoVault() -> OperationProblem.noVault();
      case ListKeys.Outcome.Tampered(VaultFault fault) -> OperationProblem.tampered(fault);
    };
  }

  private static JsonValue key(ListKeys.Key key) {
    return JsonValue.fields()
        .put("name", key.name().value())
        .put("label", key.label().value())
        .put("version", key.version())
        .putOrNull("writer", key.writer())
        .put("written", key.written().toString())
        .build();
  }

  private OperationReply push(Payload payload) {
    SecretName name = payload.parse("name", ProviderAlias::resolve);
    var label = payload.parseIfPresent("label", Label::new);
    PushKey.Outcome outcome;
    try (SecretValue value = payload.base64Secret("value", SecretValue::new)) {
      outcome = add.add(name, value, label);
    }
    return switch (outcome) {
      case PushKey.Outcome.Pushed(SecretName pushed, long version, int devices) ->
          OperationReply.done(
              JsonValue.fields()
                  .put("name", pushed.value())
                  .put("version", version)
                  .put("devices", devices)
                  .build());
      case PushKey.Outcome.Conflict(SecretName same, long mine, long theirs) ->
          conflict(mine, theirs);
      case PushKey.Outcome.NoVault() -> OperationProblem.noVault();
      case PushKey.Outcome.NotTrusted() -> OperationProblem.notTrusted();
      case PushKey.Outcome.Full() ->
          OperationProblem.of(
              Kind.FAILED,
              413,
              "full",
              "The vault is full",
              "It holds 64 MiB with all its history",
              "Remove keys that nobody needs, then try again");
      case PushKey.Outcome.TooBusy() ->
          OperationProblem.of(
              Kind.CONFLICT,
              409,
              "busy",
              "Other devices kept writing",
              "Every try met a newer state of the vault. Nothing was stored",
              "Try again in a moment");
      case PushKey.Outcome.Tampered(VaultFault fault) -> OperationProblem.tampered(fault);
    };
  }

  private static OperationProblem conflict(long mine, long theirs) {
    return OperationProblem.of(
            Kind.CONFLICT,
            409,
            "conflict",
            "Another device wrote this key at the same time",
            "Version "
                + mine
                + " from here met version "
                + theirs
                + " from there, and nothing was overwritten",
            "Run: opta keys list, then push again if yours is the right one")
        .with(JsonValue.fields().put("mine", mine).put("theirs", theirs).build());
  }

  private OperationReply lease(Payload payload) {
    Set<SecretName> only = new HashSet<>(payload.parseEach("only", ProviderAlias::resolve));
    return switch (lease.lease(only)) {
      case LeaseKeys.Outcome.Leased(Map<SecretName, SecretValue> keys) ->
          OperationReply.done(JsonValue.fields().put("keys", lent(keys)).build());
      case LeaseKeys.Outcome.Missing(SortedSet<SecretName> names) ->
          OperationProblem.of(
                  Kind.FAILED,
                  404,
                  "missing_keys",
                  "The vault does not hold every key that was asked for",
                  "None was handed out",
                  "Run: opta keys list")
              .with(JsonValue.fields().putTexts("missing", names).build());
      case LeaseKeys.Outcome.NoVault() -> OperationProblem.noVault();
      case LeaseKeys.Outcome.NotTrusted() -> OperationProblem.notTrusted();
      case LeaseKeys.Outcome.Tampered(VaultFault fault) -> OperationProblem.tampered(fault);
    };
  }

  /// JSON wants strings, so the values are strings from here to the socket.
  private static JsonValue.Fields lent(Map<SecretName, SecretValue> keys) {
    JsonValue.Builder fields = JsonValue.fields();
    keys.forEach((name, value) -> {
      try (value) {
        fields.put(name.value(), value.bytes().use(Base64.getEncoder()::encodeToString));
      }
    });
    return fields.build();
  }
}
