package dev.podflame.profile.otlp;

import static com.google.protobuf.WireFormat.WIRETYPE_FIXED64;
import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static com.google.protobuf.WireFormat.WIRETYPE_VARINT;

/// Field tags (number and wire type) of opentelemetry-proto 1.11.0, `profiles/v1development/profiles.proto`,
/// `collector/profiles/v1development/profiles_service.proto`, `common/v1/common.proto`, `resource/v1/resource.proto`.
final class Tags {
    // Written out as constants because `switch` needs them: tag = number << 3 | wire type.
    static final int REQUEST_RESOURCE_PROFILES = 1 << 3 | WIRETYPE_LENGTH_DELIMITED;
    static final int REQUEST_DICTIONARY = 2 << 3 | WIRETYPE_LENGTH_DELIMITED;

    static final int DICTIONARY_MAPPING = 1 << 3 | WIRETYPE_LENGTH_DELIMITED;
    static final int DICTIONARY_LOCATION = 2 << 3 | WIRETYPE_LENGTH_DELIMITED;
    static final int DICTIONARY_FUNCTION = 3 << 3 | WIRETYPE_LENGTH_DELIMITED;
    static final int DICTIONARY_STRING = 5 << 3 | WIRETYPE_LENGTH_DELIMITED;
    static final int DICTIONARY_ATTRIBUTE = 6 << 3 | WIRETYPE_LENGTH_DELIMITED;
    static final int DICTIONARY_STACK = 7 << 3 | WIRETYPE_LENGTH_DELIMITED;

    static final int MAPPING_FILENAME = 4 << 3 | WIRETYPE_VARINT;
    static final int MAPPING_ATTRIBUTES = 5 << 3 | WIRETYPE_LENGTH_DELIMITED;
    static final int MAPPING_ATTRIBUTE = 5 << 3 | WIRETYPE_VARINT;

    static final int LOCATION_MAPPING = 1 << 3 | WIRETYPE_VARINT;
    static final int LOCATION_ADDRESS = 2 << 3 | WIRETYPE_VARINT;
    static final int LOCATION_LINE = 3 << 3 | WIRETYPE_LENGTH_DELIMITED;
    static final int LOCATION_ATTRIBUTES = 4 << 3 | WIRETYPE_LENGTH_DELIMITED;
    static final int LOCATION_ATTRIBUTE = 4 << 3 | WIRETYPE_VARINT;

    static final int LINE_FUNCTION = 1 << 3 | WIRETYPE_VARINT;
    static final int LINE_LINE = 2 << 3 | WIRETYPE_VARINT;

    static final int FUNCTION_NAME = 1 << 3 | WIRETYPE_VARINT;
    static final int FUNCTION_FILENAME = 3 << 3 | WIRETYPE_VARINT;

    static final int ATTRIBUTE_KEY = 1 << 3 | WIRETYPE_VARINT;
    static final int ATTRIBUTE_VALUE = 2 << 3 | WIRETYPE_LENGTH_DELIMITED;

    static final int STACK_LOCATIONS = 1 << 3 | WIRETYPE_LENGTH_DELIMITED;
    static final int STACK_LOCATION = 1 << 3 | WIRETYPE_VARINT;

    static final int RESOURCE_PROFILES_RESOURCE = 1 << 3 | WIRETYPE_LENGTH_DELIMITED;
    static final int RESOURCE_PROFILES_SCOPE = 2 << 3 | WIRETYPE_LENGTH_DELIMITED;
    static final int RESOURCE_ATTRIBUTE = 1 << 3 | WIRETYPE_LENGTH_DELIMITED;
    static final int SCOPE_PROFILES_PROFILE = 2 << 3 | WIRETYPE_LENGTH_DELIMITED;

    static final int PROFILE_SAMPLE_TYPE = 1 << 3 | WIRETYPE_LENGTH_DELIMITED;
    static final int PROFILE_SAMPLE = 2 << 3 | WIRETYPE_LENGTH_DELIMITED;
    static final int PROFILE_TIME = 3 << 3 | WIRETYPE_FIXED64;
    static final int PROFILE_DURATION = 4 << 3 | WIRETYPE_VARINT;
    static final int PROFILE_PERIOD_TYPE = 5 << 3 | WIRETYPE_LENGTH_DELIMITED;
    static final int PROFILE_PERIOD = 6 << 3 | WIRETYPE_VARINT;

    static final int VALUE_TYPE_TYPE = 1 << 3 | WIRETYPE_VARINT;
    static final int VALUE_TYPE_UNIT = 2 << 3 | WIRETYPE_VARINT;

    static final int KEY_VALUE_KEY = 1 << 3 | WIRETYPE_LENGTH_DELIMITED;
    static final int KEY_VALUE_VALUE = 2 << 3 | WIRETYPE_LENGTH_DELIMITED;

    private Tags() {}
}
