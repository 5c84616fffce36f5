package org.imprimatur.prove;

import java.io.IOException;
import java.security.GeneralSecurityException;

/** Something that can be shown by trying, and fail. */
interface Check {
  /** What it is called on the command line and in the document; several may go by one name. */
  String id();

  /** What it tries. */
  String tries();

  /** What has to come out. */
  String target();

  /** Tries it. An exception counts as not met. */
  Finding run(Site site) throws GeneralSecurityException, IOException, InterruptedException;
}
