package org.imprimatur.web.aws;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** The application on the AWS runtime, over a fake cloud. */
public final class OnAws implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("imprimatur.runtime", "aws", "imprimatur.oidc.issuer", FakeCloud.ISSUER);
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(Resource.class));
  }

  /** The fake cloud, as long as the application runs. */
  public static final class Resource implements QuarkusTestResourceLifecycleManager {
    private FakeCloud cloud;

    @Override
    public Map<String, String> start() {
      cloud = new FakeCloud();
      return cloud.told();
    }

    @Override
    public void stop() {
      cloud.close();
    }
  }
}
