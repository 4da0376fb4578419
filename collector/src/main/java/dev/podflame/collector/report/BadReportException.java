package dev.podflame.collector.report;

/// A report that isn't one: the message says where and why.
public final class BadReportException extends Exception {
    private static final long serialVersionUID = 1L;

    BadReportException(String message) {
        super(message);
    }
}
