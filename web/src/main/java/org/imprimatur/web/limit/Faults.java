package org.imprimatur.web.limit;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a request is refused before anything looks at it: it cannot be read, it is larger than any
 * that is taken here, or another server on its way could read it as something else. That is about
 * where its body ends (RFC 9112, section 6), which host is meant (sections 3.2 and 3.3), and
 * headers without a name.
 */
final class Faults {
  private static final int BODY_BYTES = 64 * 1024;
  private static final Set<HttpVersion> VERSIONS =
      Set.of(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1);
  private static final String NO_NAME = "";
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~!$&'()*+;=%-]+)(:[0-9]*)?");
  private static final Pattern ABSOLUTE =
      Pattern.compile("https?://([^/?#]*).*", Pattern.CASE_INSENSITIVE);

  private Faults() {}

  /**
   * The status for the next part of a request, with so much of its body; empty where it is well.
   */
  static Optional<HttpResponseStatus> of(HttpObject part, int bodyBytes) {
    if (part.decoderResult().isFailure()) {
      return Optional.of(unreadable(part.decoderResult().cause()));
    }
    if (bodyBytes > BODY_BYTES) {
      return Optional.of(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
    }
    return part instanceof HttpRequest request ? of(request) : Optional.empty();
  }

  private static HttpResponseStatus unreadable(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return HttpResponseStatus.REQUEST_URI_TOO_LONG;
    }
    return cause instanceof TooLongHttpHeaderException
        ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        : HttpResponseStatus.BAD_REQUEST;
  }

  private static Optional<HttpResponseStatus> of(HttpRequest request) {
    if (request.method().equals(HttpMethod.CONNECT)) {
      return Optional.of(HttpResponseStatus.NOT_IMPLEMENTED);
    }
    if (!VERSIONS.contains(request.protocolVersion())) {
      return Optional.of(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED);
    }
    boolean clear = !request.headers().contains(NO_NAME) && length(request) && host(request);
    if (!clear) {
      return Optional.of(HttpResponseStatus.BAD_REQUEST);
    }
    return HttpUtil.getContentLength(request, 0L) > BODY_BYTES
        ? Optional.of(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE)
        : Optional.empty();
  }

  /** No coding but {@code chunked}, once, and not beside a length. */
  private static boolean length(HttpRequest request) {
    HttpHeaders headers = request.headers();
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return codings.isEmpty()
        || (codings.size() == 1
            && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0))
            && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
            && !headers.contains(HttpHeaderNames.CONTENT_LENGTH));
  }

  private static boolean host(HttpRequest request) {
    List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
    if (hosts.isEmpty()) {
      return request.protocolVersion().equals(HttpVersion.HTTP_1_0) && isPath(request.uri());
    }
    String host = hosts.get(0);
    return hosts.size() == 1 && HOST.matcher(host).matches() && target(request, host);
  }

  /** A path, or an address at the host that is named. */
  private static boolean target(HttpRequest request, String host) {
    Matcher absolute = ABSOLUTE.matcher(request.uri());
    return isPath(request.uri())
        || (request.uri().equals("*") && request.method().equals(HttpMethod.OPTIONS))
        || (absolute.matches() && absolute.group(1).equalsIgnoreCase(host));
  }

  private static boolean isPath(String target) {
    return target.startsWith("/");
  }
}
