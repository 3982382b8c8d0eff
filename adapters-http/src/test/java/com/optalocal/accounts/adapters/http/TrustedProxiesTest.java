package com.optalocal.accounts.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      TrustedProxies.parse("10.0.0.0/8, 127.0.0.1, fd00::/9");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // a stranger's header is never believed
        "203.0.113.9 | 198.51.100.1 | 203.0.113.9",
        "203.0.113.9 | 127.0.0.1 | 203.0.113.9",
        // the last hop that is no proxy of ours, never the first
        "127.0.0.1 | 198.51.100.1 | 198.51.100.1",
        "127.0.0.1 | 1.2.3.4, 198.51.100.1 | 198.51.100.1",
        "127.0.0.1 | 1.2.3.4, 198.51.100.1, 10.9.9.9 | 198.51.100.1",
        "10.1.2.3 | 127.0.0.1, 198.51.100.1,10.0.0.1 | 198.51.100.1",
        "fd12::1 | 2001:db8::7 | 2001:db8:0:0:0:0:0:7",
        // all of them ours: the outermost
        "127.0.0.1 | 10.0.0.5, 10.0.0.6 | 10.0.0.5",
        // what is no address ends the walk
        "127.0.0.1 | 198.51.100.1, unknown | 127.0.0.1",
        "127.0.0.1 | 198.51.100.1, localhost | 127.0.0.1",
        "127.0.0.1 | 198.51.100.1, 10.0.0.1:80 | 127.0.0.1",
        "127.0.0.1 | 198.51.100.1, | 127.0.0.1",
        "fd80::1 | 198.51.100.1 | fd80::1",
      })
  void the_client_is_the_last_who_is_no_proxy_of_ours(
      String peer, String forwarded, String client) {
    assertThat(PROXIES.client(peer, List.of(forwarded))).isEqualTo(client);
  }

  @Test
  void several_headers_are_one_list_and_none_leaves_the_peer() {
    assertThat(PROXIES.client("127.0.0.1", List.of("198.51.100.1", "10.0.0.1")))
        .isEqualTo("198.51.100.1");
    assertThat(PROXIES.client("127.0.0.1", List.of())).isEqualTo("127.0.0.1");
    assertThat(TrustedProxies.NONE.client("127.0.0.1", List.of("198.51.100.1")))
        .isEqualTo("127.0.0.1");
    assertThat(PROXIES.client("127.0.0.1", List.of("1.1.1.1,".repeat(500)))).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0/8",
        "fd00::/129",
        "10.0.0.1,,",
        "*",
        "10.0.0.0/",
        "proxy.example.com"
      })
  void a_list_of_another_form_is_refused(String list) {
    assertThatIllegalArgumentException().isThrownBy(() -> TrustedProxies.parse(list));
  }

  @Test
  void a_subscriber_of_ipv6_is_a_64() {
    assertThat(TrustedProxies.subscriber("198.51.100.1")).isEqualTo("198.51.100.1");
    assertThat(TrustedProxies.subscriber("2001:db8:1:2:3:4:5:6"))
        .isEqualTo(TrustedProxies.subscriber("2001:db8:1:2:ffff::1"))
        .isNotEqualTo(TrustedProxies.subscriber("2001:db8:1:3::1"));
  }
}
