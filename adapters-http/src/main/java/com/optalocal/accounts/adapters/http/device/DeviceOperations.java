package com.optalocal.accounts.adapters.http.device;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.Operation;
import com.optalocal.accounts.adapters.http.Operation.Risk;
import com.optalocal.accounts.adapters.http.Operation.Turn;
import com.optalocal.accounts.adapters.http.OperationProblem;
import com.optalocal.accounts.adapters.http.OperationProblem.Kind;
import com.optalocal.accounts.adapters.http.OperationReply;
import com.optalocal.accounts.adapters.http.Payload;
import com.optalocal.accounts.adapters.http.PayloadShape;
import com.optalocal.accounts.application.vault.ApproveDevice;
import com.optalocal.accounts.application.vault.ListDevices;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.JoinRequest;
import com.optalocal.accounts.domain.device.JoinRequestId;
import com.optalocal.accounts.domain.device.JoinWords;
import com.optalocal.accounts.domain.device.WordList;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import com.optalocal.accounts.domain.vault.VaultFault;
import java.util.List;

/// The daemon's operations on devices: `devices.list`, `devices.approve`.
public final class DeviceOperations {
  private final ListDevices list;
  private final ApproveDevice approve;
  private final WordList words;

  public DeviceOperations(ListDevices list, ApproveDevice approve, WordList words) {
    this.list = list;
    this.approve = approve;
    this.words = words;
  }

  public List<Operation> all() {
    return List.of(
        new Operation(
            "devices.list",
            "Lists the devices that the vault trusts, and those that ask to join.",
            BuiltInPolicy.DEVICES_READ,
            Risk.READ,
            Turn.SHARED,
            PayloadShape.NONE,
            payload -> list()),
        new Operation(
            "devices.approve",
            "Lets a new device join, if the words are the ones that it shows.",
            BuiltInPolicy.DEVICES_APPROVE,
            Risk.WRITE,
            Turn.SHARED,
            PayloadShape.NONE
                .required("request", PayloadShape.Kind.TEXT, "which request, from devices.list")
                .required("words", PayloadShape.Kind.TEXT, "the six words"),
            this::approve));
  }

  private OperationReply list() {
    return switch (list.list()) {
      case ListDevices.Outcome.Listed(
              List<ListDevices.Device> devices,
              List<ListDevices.Waiting> waiting) ->
          OperationReply.done(
              JsonValue.fields()
                  .put(
                      "devices",
                      new JsonValue.Array(devices.stream().map(DeviceOperations::device).toList()))
                  .put(
                      "waiting",
                      new JsonValue.Array(waiting.stream().map(DeviceOperations::request).toList()))
                  .build());
      case ListDevices.Outcome.NoVault() -> OperationProblem.noVault();
      case ListDevices.Outcome.Tampered(VaultFault fault) -> OperationProblem.tampered(fault);
    };
  }

  private static JsonValue device(ListDevices.Device device) {
    return JsonValue.fields()
        .put("id", device.id().value())
        .put("name", device.name().value())
        .put("since", device.since().toString())
        .put("current", device.current())
        .build();
  }

  private static JsonValue request(ListDevices.Waiting waiting) {
    JoinRequest request = waiting.request();
    return JsonValue.fields()
        .put("request", request.id().toString())
        .put("shortId", request.id().brief())
        .put("deviceName", request.deviceName().value())
        .put("created", request.created().toString())
        .put("notAfter", request.notAfter().toString())
        .put("current", waiting.current())
        .build();
  }

  private OperationReply approve(Payload payload) {
    JoinRequestId request = payload.parse("request", JoinRequestId::parse);
    ApproveDevice.Outcome outcome;
    try (JoinWords typed = JoinWords.typed(payload.parse("words", text -> text), words)) {
      outcome = approve.approve(request, typed);
    } catch (JoinWords.Mistyped unusable) {
      return OperationProblem.of(
          Kind.USAGE,
          400,
          "mistyped_words",
          switch (unusable.mistake()) {
            case NOT_SIX -> "These are not six words";
            case NOT_LISTED -> "A word is not on the list";
          },
          "It was not sent, and counts as no try",
          "Read the six words on the new device again");
    }
    return switch (outcome) {
      case ApproveDevice.Outcome.Approved(DeviceName device) ->
          OperationReply.done(JsonValue.fields().put("device", device.value()).build());
      case ApproveDevice.Outcome.WrongWords(int triesLeft) ->
          OperationProblem.of(
                  Kind.FAILED,
                  422,
                  "wrong_words",
                  "These are not the words of that device",
                  triesLeft == 1
                      ? "One try is left before the request is burned"
                      : triesLeft + " tries are left before the request is burned",
                  "Read the six words on the new device again")
              .with(JsonValue.fields().put("triesLeft", triesLeft).build());
      case ApproveDevice.Outcome.Burned() ->
          OperationProblem.of(
              Kind.DENIED,
              410,
              "burned",
              "The request was burned",
              "Wrong words were typed three times",
              "On the new device, run: opta login");
      case ApproveDevice.Outcome.Gone() ->
          OperationProblem.of(
              Kind.FAILED,
              410,
              "gone",
              "Nothing waits under that request",
              "It was answered, withdrawn, or is older than 15 minutes",
              "On the new device, run: opta login");
      case ApproveDevice.Outcome.Foreign() ->
          OperationProblem.of(
              Kind.INTEGRITY,
              422,
              "foreign_request",
              "The new device was shown another vault",
              "Its request names a vault or a device list that this device does not know",
              "On the new device, run: opta login; if this stays, tell whoever runs the portal");
      case ApproveDevice.Outcome.NotTrusted() -> OperationProblem.notTrusted();
      case ApproveDevice.Outcome.Tampered(VaultFault fault) -> OperationProblem.tampered(fault);
    };
  }
}
