package dev.podflame.collector;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// An address to listen on, written `host:port`; IPv6 in brackets.
///
/// @param host name or address, without brackets
/// @param port 0 takes any free one
record HostPort(String host, int port) {
    private static final int MAX_PORT = 65535;

    static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("an address is host:port, not \"" + text + "\"");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port < 0 || port > MAX_PORT) {
                throw new IllegalArgumentException("a port is 0 to " + MAX_PORT + ", not " + port);
            }
            return new HostPort(host, port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("an address is host:port, not \"" + text + "\"", e);
        }
    }

    boolean isLoopback() throws StartFailure {
        return socketAddress().getAddress().isLoopbackAddress();
    }

    InetSocketAddress socketAddress() throws StartFailure {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            StartFailure failure =
                    new StartFailure("no address is known for " + host, "listen on 127.0.0.1 or 0.0.0.0");
            failure.initCause(e);
            throw failure;
        }
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /// For picocli.
    static final class Converter implements ITypeConverter<HostPort> {
        @Override
        public HostPort convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
