package com.optalocal.accounts.adapters.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The reverse proxies whose `X-Forwarded-For` is believed. Nobody else's is: anybody can send one.
public final class TrustedProxies {
  public static final TrustedProxies NONE = new TrustedProxies(List.of());
  private static final int MOST_RANGES = 64;
  private static final int MOST_HOPS = 32;
  private static final int MAX_HEADER = 2048;
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private final List<Range> ranges;

  private TrustedProxies(List<Range> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /// A network: an address and how many of its first bits count.
  @SuppressWarnings("ArrayRecordComponent") // never leaves this class
  private record Range(byte[] network, int bits) {
    boolean contains(byte[] address) {
      if (address.length != network.length) {
        return false;
      }
      int whole = bits / 8;
      int rest = 0xff << (8 - bits % 8) & 0xff;
      return Arrays.equals(address, 0, whole, network, 0, whole)
          && (bits % 8 == 0 || (address[whole] & rest) == (network[whole] & rest));
    }
  }

  /// Reads addresses and networks, separated by commas: `10.0.0.7, 192.168.0.0/16, fd00::/8`. Empty
  /// text trusts nobody.
  ///
  /// @throws IllegalArgumentException if one is malformed
  public static TrustedProxies parse(String text) {
    if (text.isBlank()) {
      return NONE;
    }
    List<Range> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      ranges.add(range(part.strip()));
    }
    if (ranges.size() > MOST_RANGES) {
      throw new IllegalArgumentException("at most 64 networks can be trusted");
    }
    return new TrustedProxies(ranges);
  }

  private static Range range(String part) {
    int slash = part.indexOf('/');
    byte[] network =
        address(slash < 0 ? part : part.substring(0, slash))
            .orElseThrow(TrustedProxies::malformed)
            .getAddress();
    String bits = slash < 0 ? "" + network.length * 8 : part.substring(slash + 1);
    if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > network.length * 8) {
      throw malformed();
    }
    return new Range(network, Integer.parseInt(bits));
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException(
        "it is a list of addresses and networks, as in 10.0.0.7, 192.168.0.0/16");
  }

  /// Where a request really comes from: the last address on its way that no trusted proxy has.
  ///
  /// @param peer who opened the connection
  /// @param forwarded every `X-Forwarded-For` of the request, in order; each proxy adds at the end
  public String client(String peer, List<String> forwarded) {
    if (!isTrusted(peer)) {
      return peer;
    }
    String chain = String.join(",", forwarded);
    if (chain.length() > MAX_HEADER) {
      return peer;
    }
    String[] hops = chain.split(",", -1);
    String client = peer;
    for (int i = hops.length - 1; i >= Math.max(0, hops.length - MOST_HOPS); i--) {
      Optional<InetAddress> hop = address(hops[i].strip());
      if (hop.isEmpty()) {
        break;
      }
      client = hop.get().getHostAddress();
      if (!isTrusted(client)) {
        break;
      }
    }
    return client;
  }

  private boolean isTrusted(String peer) {
    Optional<InetAddress> address = address(peer);
    return address.isPresent()
        && ranges.stream().anyMatch(range -> range.contains(address.get().getAddress()));
  }

  /// Only literals, since a name would be looked up, and only in the one spelling of each kind.
  private static Optional<InetAddress> address(String literal) {
    if (!LITERAL.matcher(literal).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException noLiteral) {
      return Optional.empty();
    }
  }

  /// Who is meant by an address when tries are counted: an IPv4 address, or the /64 that one
  /// subscriber of IPv6 has.
  public static String subscriber(String client) {
    byte[] bytes = address(client).map(InetAddress::getAddress).orElse(new byte[4]);
    return bytes.length == 4 ? client : HexFormat.of().formatHex(bytes, 0, 8) + "::/64";
  }

  /// True for an address of this machine itself.
  public static boolean isLoopback(String client) {
    return address(client).filter(InetAddress::isLoopbackAddress).isPresent();
  }
}
