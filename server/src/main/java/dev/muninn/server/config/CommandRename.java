package dev.muninn.server.config;

/**
 * A {@code rename-command} line.
 *
 * @param from the command's name
 * @param to its new name; empty: the command is taken away
 * @param place where the line stands, for the message when there is no such command
 */
public record CommandRename(String from, String to, String place) {}
