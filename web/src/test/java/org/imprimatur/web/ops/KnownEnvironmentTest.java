package org.imprimatur.web.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownEnvironmentTest {
  @Test
  void everySettingHasItsVariable() {
    assertThat(
            KnownEnvironment.unknown(
                Set.of(
                    "IMPRIMATUR_RUNTIME",
                    "IMPRIMATUR_STAGE",
                    "IMPRIMATUR_DATA",
                    "IMPRIMATUR_BASE_URL",
                    "IMPRIMATUR_APPROVAL_POLICY",
                    "IMPRIMATUR_APPROVAL_DELAY",
                    "IMPRIMATUR_POSTS_LIFETIME",
                    "IMPRIMATUR_OIDC_ISSUER",
                    "IMPRIMATUR_OIDC_CLIENT_ID",
                    "IMPRIMATUR_OIDC_CLIENT_SECRET",
                    "IMPRIMATUR_CRASH_AT")))
        .isEmpty();
  }

  @Test
  void aMistypedVariableIsNoticed() {
    assertThat(KnownEnvironment.unknown(Set.of("IMPRIMATUR_APPROVAL_DELAI", "PATH", "HOME")))
        .containsExactly("IMPRIMATUR_APPROVAL_DELAI");
  }
}
