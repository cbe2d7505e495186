package dev.webauth.impl.mail;

/** What a mail says. */
public record Mail(String subject, String text, String html) {}
