package org.imprimatur.web.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.imprimatur.web.signin.Browser;
import org.imprimatur.web.signin.FakeProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged board beside a provider whose certificate nobody knows but who was told. */
class TlsProviderIT {
  private static final String PASSWORD = "changeit";
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  @TempDir private Path folder;
  private Path trusted;
  private SSLContext tls;
  private FakeProvider provider;

  @BeforeEach
  void start() throws GeneralSecurityException, IOException, InterruptedException {
    KeyStore own = selfSigned();
    KeyStore theirs = KeyStore.getInstance("PKCS12");
    theirs.load(null, null);
    theirs.setCertificateEntry("provider", own.getCertificate("provider"));
    trusted = folder.resolve("trusted.p12");
    try (OutputStream out = Files.newOutputStream(trusted)) {
      theirs.store(out, PASSWORD.toCharArray());
    }
    tls = context(own, theirs);
    provider = FakeProvider.overTls(Clock.systemUTC(), tls);
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void whoeverItIsToldToTrustSignsPeopleIn() throws IOException, InterruptedException {
    try (BoardProcess board =
        board(
            "-Djavax.net.ssl.trustStore=" + trusted,
            "-Djavax.net.ssl.trustStorePassword=" + PASSWORD)) {
      Browser browser = new Browser(board.base().getPort());
      URI asked = location(browser.get("/sign-in"));
      assertThat(asked.toString()).startsWith(provider.issuer());
      URI back = location(askProvider(asked));
      browser.follow(browser.get(back.toString()));
      assertThat(browser.get("/me").body()).contains("Alice Author");
    }
  }

  @Test
  void aStrangersCertificateIsNotTrusted() {
    try (BoardProcess board = board()) {
      assertThat(board.status("/sign-in")).isEqualTo(503);
      assertThat(provider.calls(DISCOVERY)).isZero();
      assertThat(board.status("/")).isEqualTo(200);
    }
  }

  private BoardProcess board(String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Dimprimatur.base-url=http://localhost:8080",
                "-Dimprimatur.oidc.issuer=" + provider.issuer(),
                "-Dimprimatur.oidc.client-id=" + FakeProvider.CLIENT,
                "-Dimprimatur.oidc.client-secret=" + FakeProvider.SECRET,
                "-Dimprimatur.oidc.audience=" + FakeProvider.AUDIENCE));
    options.addAll(List.of(more));
    return BoardProcess.start(folder.resolve("data"), List.of(), options.toArray(String[]::new));
  }

  private HttpResponse<Void> askProvider(URI uri) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
  }

  private static URI location(HttpResponse<?> answer) {
    return URI.create(answer.headers().firstValue("Location").orElseThrow());
  }

  private KeyStore selfSigned() throws GeneralSecurityException, IOException, InterruptedException {
    Path file = folder.resolve("key.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String what =
        "-genkeypair -alias provider -keyalg EC -dname CN=localhost -ext san=dns:localhost";
    List<String> command = new ArrayList<>(List.of(keytool));
    command.addAll(List.of(what.split(" ", -1)));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).isZero();
    return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
  }

  private static SSLContext context(KeyStore own, KeyStore trusted)
      throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
