package dev.webauth.it.guarded;

import dev.webauth.Authenticated;
import jakarta.enterprise.inject.Vetoed;

/** A class that is explicitly no bean. */
@Vetoed
@Authenticated
public class VetoedClass {}
