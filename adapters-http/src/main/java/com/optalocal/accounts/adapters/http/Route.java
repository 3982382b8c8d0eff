package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.policy.Capability;

/// One line of the portal's route table.
public record Route(Method method, String path, Door door, Access access, Endpoint endpoint) {
  /// The methods that the portal takes; `HEAD` follows from `GET`.
  public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
  }

  /// What answers a request that the guard let through.
  @FunctionalInterface
  public interface Endpoint {
    void answer(Exchange exchange);
  }

  public static Route page(Method method, String path, Access access, Endpoint endpoint) {
    return new Route(method, path, Door.PAGE, access, endpoint);
  }

  public static Route api(Method method, String path, Access access, Endpoint endpoint) {
    return new Route(method, path, Door.API, access, endpoint);
  }

  /// An API route for somebody with a session.
  public static Route api(Method method, String path, Capability capability, Endpoint endpoint) {
    return new Route(method, path, Door.API, Access.signedIn(capability), endpoint);
  }

  /// Where a browser comes by on its way through the Supabase Auth contract.
  public static Route authBrowser(String path, Endpoint endpoint) {
    return new Route(Method.GET, "/auth/v1" + path, Door.AUTH_BROWSER, Access.OPEN, endpoint);
  }

  public static Route auth(Method method, String path, Access access, Endpoint endpoint) {
    return new Route(method, "/auth/v1" + path, Door.AUTH, access, endpoint);
  }
}
