package dev.podflame.embedded.chdb;

/// Rows and bytes that a statement read from tables, wrote to tables (materialised views included) and returned.
public record Progress(long readRows, long readBytes, long writtenRows, long writtenBytes, long resultRows) {
    public static final Progress NONE = new Progress(0, 0, 0, 0, 0);

    public Progress plus(Progress more) {
        return new Progress(
                readRows + more.readRows,
                readBytes + more.readBytes,
                writtenRows + more.writtenRows,
                writtenBytes + more.writtenBytes,
                resultRows + more.resultRows);
    }
}
