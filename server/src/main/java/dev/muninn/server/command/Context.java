package dev.muninn.server.command;

/** What a command sees of the server and of the request; one per server, reused. */
public final class Context {}
