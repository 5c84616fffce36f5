package org.imprimatur.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.ILayerVersion;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.constructs.Construct;

/** A file with the rules of screening, uploaded as a layer of the function that screens. */
final class ScreeningRules extends Construct {
  private static final String NAME = "screening-rules.yaml";

  private final ILayerVersion layer;

  ScreeningRules(Construct scope, Path file) {
    super(scope, "ScreeningRules");
    this.layer =
        LayerVersion.Builder.create(this, "Layer")
            .description("The rules of screening.")
            .code(Code.fromAsset(alone(file).toString()))
            .build();
  }

  ILayerVersion layer() {
    return layer;
  }

  /** Where a function that has the layer finds the file. */
  String path() {
    return "/opt/" + NAME;
  }

  /** A folder with nothing else in it: a layer is made of a whole folder. */
  private static Path alone(Path file) {
    try {
      Path folder = Files.createTempDirectory("screening-rules");
      Files.copy(file, folder.resolve(NAME));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
