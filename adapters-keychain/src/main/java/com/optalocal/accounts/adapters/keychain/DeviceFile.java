package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.application.session.CustodyChoice.Choice;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.DeviceId;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.EnrolledDevice;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `device.json`: which custody was chosen on this machine, and what is enrolled here for whom. No
/// secret is in it; whoever could replace it could mislead, so it is kept like one.
final class DeviceFile {
  static final String NAME = "device.json";
  private static final int MAX_BYTES = 64 * 1024;
  private static final long VERSION = 1;

  /// What the file says. Devices are in the order of their enrolment.
  record Content(Choice choice, Map<UserId, EnrolledDevice> devices) {
    Content {
      devices = Collections.unmodifiableMap(new LinkedHashMap<>(devices));
    }

    Content with(Choice other) {
      return new Content(other, devices);
    }

    Content with(UserId user, EnrolledDevice device) {
      Map<UserId, EnrolledDevice> more = new LinkedHashMap<>(devices);
      more.put(user, device);
      return new Content(choice, more);
    }

    Content without(UserId user) {
      Map<UserId, EnrolledDevice> fewer = new LinkedHashMap<>(devices);
      fewer.remove(user);
      return new Content(choice, fewer);
    }
  }

  private final PrivateFolder folder;

  DeviceFile(PrivateFolder folder) {
    this.folder = folder;
  }

  /// @throws com.optalocal.accounts.application.CustodyUnavailable unsafe or damaged
  Optional<Content> read() {
    Optional<byte[]> bytes = folder.read(NAME, MAX_BYTES);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try (StrictJson json = new StrictJson(bytes.get())) {
      return Optional.of(parse(json));
    } catch (StrictJson.Malformed | IllegalArgumentException e) {
      throw FileSafety.damaged(
          folder.path(NAME), "put back a copy, or remove it and enroll this machine again");
    }
  }

  void write(Content content) {
    folder.write(
        NAME,
        IndentedJson.write(json -> {
          json.writeNumberProperty("version", VERSION);
          json.writeStringProperty("custody", content.choice().custody().code());
          json.writeBooleanProperty("keychainCopies", content.choice().keychainCopies());
          json.writeObjectPropertyStart("devices");
          content
              .devices()
              .forEach((user, device) -> {
                json.writeObjectPropertyStart(user.value());
                json.writeStringProperty("id", device.id().value());
                json.writeStringProperty("name", device.name().value());
                json.writeEndObject();
              });
          json.writeEndObject();
        }));
  }

  private static Content parse(StrictJson json) throws StrictJson.Malformed {
    @Nullable Custody custody = null;
    boolean copies = false;
    long version = 0;
    Map<UserId, DeviceFields> devices = new LinkedHashMap<>();
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "version" -> version = json.integer();
        case "custody" -> custody = Custody.ofCode(json.text());
        case "keychainCopies" -> copies = json.bool();
        case "devices" -> {
          json.enter();
          for (String user = json.nextField(); user != null; user = json.nextField()) {
            devices.put(new UserId(user), device(json));
          }
        }
        default -> json.skip();
      }
    }
    json.end();
    if (version != VERSION || custody == null) {
      throw new StrictJson.Malformed("another version, or no custody");
    }
    Map<UserId, EnrolledDevice> enrolled = new LinkedHashMap<>();
    for (Map.Entry<UserId, DeviceFields> each : devices.entrySet()) {
      DeviceFields fields = each.getValue();
      enrolled.put(each.getKey(), new EnrolledDevice(fields.id(), fields.name(), custody));
    }
    return new Content(new Choice(custody, copies), enrolled);
  }

  private record DeviceFields(DeviceId id, DeviceName name) {}

  private static DeviceFields device(StrictJson json) throws StrictJson.Malformed {
    json.enter();
    @Nullable DeviceId id = null;
    @Nullable DeviceName name = null;
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "id" -> id = new DeviceId(json.text());
        case "name" -> name = new DeviceName(json.text());
        default -> json.skip();
      }
    }
    if (id == null || name == null) {
      throw new StrictJson.Malformed("a device is incomplete");
    }
    return new DeviceFields(id, name);
  }
}
