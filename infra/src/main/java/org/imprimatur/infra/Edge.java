package org.imprimatur.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CacheCookieBehavior;
import software.amazon.awscdk.services.cloudfront.CacheHeaderBehavior;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.CacheQueryStringBehavior;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.ErrorResponse;
import software.amazon.awscdk.services.cloudfront.HeadersFrameOption;
import software.amazon.awscdk.services.cloudfront.HeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.IOrigin;
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.OriginSslPolicy;
import software.amazon.awscdk.services.cloudfront.PriceClass;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentSecurityPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentTypeOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersFrameOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersStrictTransportSecurity;
import software.amazon.awscdk.services.cloudfront.ResponseSecurityHeadersBehavior;
import software.amazon.awscdk.services.cloudfront.SecurityPolicyProtocol;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.HttpOrigin;
import software.constructs.Construct;

/**
 * What people's browsers talk to. It keeps what the application's {@code Cache-Control} allows, not
 * a second more: the least time is zero, also for errors, so that nothing is shown after its time
 * and no answer that sets a cookie is kept.
 */
final class Edge extends Construct {
  private static final String SESSION_COOKIE = "__Host-session";
  private static final Duration YEAR = Duration.days(365);

  /** Statuses that CloudFront would keep for ten seconds whatever the origin says. */
  private static final List<Integer> KEPT_ERRORS = List.of(404, 405, 414, 500, 501, 502, 503, 504);

  private final Settings settings;
  private final Distribution distribution;

  /** Puts the edge before an HTTP API. */
  Edge(Construct scope, Settings settings, String apiId) {
    super(scope, "Edge");
    this.settings = settings;
    String host = apiId + ".execute-api." + Aws.REGION + "." + Aws.URL_SUFFIX;
    this.distribution = distribution(origin(host));
  }

  /** The address people type, without a slash at the end. */
  String address() {
    return "https://"
        + settings
            .ownSite()
            .map(Settings.OwnSite::domain)
            .orElse(distribution.getDistributionDomainName());
  }

  private Distribution distribution(IOrigin origin) {
    ResponseHeadersPolicy headers = headers();
    Distribution.Builder builder =
        Distribution.Builder.create(this, "Distribution")
            .comment(settings.stage().stackName())
            .defaultBehavior(pages(origin, headers))
            .additionalBehaviors(assets(origin, headers))
            .errorResponses(forgetErrors())
            .httpVersion(HttpVersion.HTTP2_AND_3)
            .minimumProtocolVersion(SecurityPolicyProtocol.TLS_V1_2_2021)
            .priceClass(
                settings.stage().serves()
                    ? PriceClass.PRICE_CLASS_ALL
                    : PriceClass.PRICE_CLASS_100);
    settings.ownSite().ifPresent(own -> answerTo(builder, own));
    Distribution made = builder.build();
    excuse(made);
    if (settings.ownSite().isEmpty()) {
      excuseOldTls(made);
    }
    return made;
  }

  private static void excuse(Distribution made) {
    Excused.of("CFR1", made, "The board is for readers in every country.");
    Excused.of(
        "CFR2",
        made,
        "A web ACL costs more at rest than all else here; the API has limits of its own, and"
            + " whoever needs an ACL can attach one.");
    Excused.of(
        "CFR3",
        made,
        "All that is not an asset is asked for again at the API, which logs it; a second log would"
            + " keep readers' addresses twice.");
  }

  private static void excuseOldTls(Distribution made) {
    Excused.of(
        "CFR4",
        made,
        "CloudFront sets the versions of TLS of its own host names; a stage with an own domain"
            + " has TLS 1.2 at least.");
  }

  private void answerTo(Distribution.Builder builder, Settings.OwnSite own) {
    builder
        .domainNames(List.of(own.domain()))
        .certificate(Certificate.fromCertificateArn(this, "Certificate", own.certificate()));
  }

  private static IOrigin origin(String host) {
    return HttpOrigin.Builder.create(host)
        .protocolPolicy(OriginProtocolPolicy.HTTPS_ONLY)
        .originSslProtocols(List.of(OriginSslPolicy.TLS_V1_2))
        .readTimeout(Duration.seconds(30))
        .build();
  }

  private BehaviorOptions pages(IOrigin origin, ResponseHeadersPolicy headers) {
    return BehaviorOptions.builder()
        .origin(origin)
        .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
        .allowedMethods(AllowedMethods.ALLOW_ALL)
        .cachePolicy(perVisitor())
        .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER)
        .responseHeadersPolicy(headers)
        .compress(true)
        .build();
  }

  private Map<String, BehaviorOptions> assets(IOrigin origin, ResponseHeadersPolicy headers) {
    BehaviorOptions forEveryone =
        BehaviorOptions.builder()
            .origin(origin)
            .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
            .allowedMethods(AllowedMethods.ALLOW_GET_HEAD)
            .cachePolicy(forEveryone())
            .responseHeadersPolicy(headers)
            .compress(true)
            .build();
    return Map.of("/assets/*", forEveryone, "/webjars/*", forEveryone);
  }

  /**
   * Strangers have no session cookie and share what may be shared. A header of authorization is
   * part of the key because CloudFront takes it away otherwise.
   */
  private CachePolicy perVisitor() {
    return originDecides("PerVisitor")
        .comment("Pages and API: one copy for all strangers, none for who is signed in.")
        .cookieBehavior(CacheCookieBehavior.allowList(SESSION_COOKIE))
        .headerBehavior(CacheHeaderBehavior.allowList("Authorization"))
        .queryStringBehavior(CacheQueryStringBehavior.all())
        .build();
  }

  private CachePolicy forEveryone() {
    return originDecides("ForEveryone")
        .comment("Styles, scripts and pictures: the same for everyone.")
        .cookieBehavior(CacheCookieBehavior.none())
        .headerBehavior(CacheHeaderBehavior.none())
        .queryStringBehavior(CacheQueryStringBehavior.none())
        .build();
  }

  private CachePolicy.Builder originDecides(String id) {
    return CachePolicy.Builder.create(this, id)
        .minTtl(Duration.seconds(0))
        .defaultTtl(Duration.seconds(0))
        .maxTtl(YEAR)
        .enableAcceptEncodingGzip(true)
        .enableAcceptEncodingBrotli(true);
  }

  private static List<ErrorResponse> forgetErrors() {
    return KEPT_ERRORS.stream()
        .map(status -> ErrorResponse.builder().httpStatus(status).ttl(Duration.seconds(0)).build())
        .toList();
  }

  /** For answers that never reached the application; its own policy of content stands. */
  private ResponseHeadersPolicy headers() {
    return ResponseHeadersPolicy.Builder.create(this, "Headers")
        .comment("Security headers, also on answers that the application never saw.")
        .securityHeadersBehavior(
            ResponseSecurityHeadersBehavior.builder()
                .strictTransportSecurity(httpsForAYear())
                .contentTypeOptions(
                    ResponseHeadersContentTypeOptions.builder().override(true).build())
                .frameOptions(neverFramed())
                .referrerPolicy(
                    ResponseHeadersReferrerPolicy.builder()
                        .referrerPolicy(HeadersReferrerPolicy.SAME_ORIGIN)
                        .override(true)
                        .build())
                .contentSecurityPolicy(nothingByDefault())
                .build())
        .build();
  }

  private static ResponseHeadersStrictTransportSecurity httpsForAYear() {
    return ResponseHeadersStrictTransportSecurity.builder()
        .accessControlMaxAge(YEAR)
        .includeSubdomains(true)
        .override(true)
        .build();
  }

  private static ResponseHeadersFrameOptions neverFramed() {
    return ResponseHeadersFrameOptions.builder()
        .frameOption(HeadersFrameOption.DENY)
        .override(true)
        .build();
  }

  private static ResponseHeadersContentSecurityPolicy nothingByDefault() {
    return ResponseHeadersContentSecurityPolicy.builder()
        .contentSecurityPolicy("default-src 'none'; frame-ancestors 'none'")
        .override(false)
        .build();
  }
}
