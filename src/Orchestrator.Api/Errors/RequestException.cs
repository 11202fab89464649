using System.Text.Json;

namespace Orchestrator.Api.Errors;

/// <summary>The request is not written as the contract says; answered with 422 and the place of the fault.</summary>
internal sealed class RequestException(RequestErrorDto error) : Exception(error.Msg)
{
    private const string Body = "body";
    private const string Query = "query";

    internal RequestErrorDto Error { get; } = error;

    internal static RequestException BadId(string parameter, string value) =>
        new(new("uuid_parsing", ["path", parameter], $"Input should be a valid UUID, '{Echo.Text(value)}' is none", Json(value), null));

    internal static RequestException BadPath(string parameter, string type, string message, string value) =>
        new(new(type, ["path", parameter], message, Json(value), null));

    internal static RequestException BadQuery(string parameter, string type, string message, string value) =>
        new(new(type, [Query, parameter], message, Json(value), null));

    internal static RequestException MissingQuery(string parameter) =>
        new(new("missing", [Query, parameter], "Field required", null, null));

    internal static RequestException MissingBody() => new(new("missing", [Body], "Field required", null, null));

    internal static RequestException BadJson(long line, long position) =>
        new(
            new(
                "json_invalid",
                [Body, position],
                "JSON decode error",
                Json(new Dictionary<string, string>()),
                new Dictionary<string, object> { ["error"] = $"Not JSON at line {line + 1}, byte {position + 1}" }
            )
        );

    /// <summary>
    /// A value that the databases would refuse, or that could not be shown again. It is not echoed, because it could not be written either.
    /// </summary>
    internal static RequestException NotStorable(IReadOnlyList<object> place, string problem) =>
        new(new("value_error", place, $"Value error, the input {problem}", null, null));

    internal static RequestException NotAList(JsonElement value) =>
        new(new("list_type", [Body], "Input should be a valid list", value, null));

    internal static RequestException NotAnObject(JsonElement value) =>
        new(new("dict_type", [Body], "Input should be a valid dictionary", value, null));

    internal static RequestException Field(string field, string type, string message, JsonElement? input) =>
        At([field], type, message, input);

    /// <summary>A value in the body, with its place from the outside in.</summary>
    internal static RequestException At(IReadOnlyList<object> place, string type, string message, JsonElement? input) =>
        new(new(type, [Body, .. place], message, input, null));

    internal static RequestException Item(string field, int index, string type, string message, JsonElement input) =>
        new(new(type, [Body, field, index], message, input, null));

    internal static RequestException Missing(string field, JsonElement body) => Field(field, "missing", "Field required", body);

    internal static RequestException TooLong(string parameter, string value, int maxLength) =>
        new(
            new(
                "string_too_long",
                [Query, parameter],
                $"String should have at most {maxLength} characters",
                Json(value),
                new Dictionary<string, object> { ["max_length"] = maxLength }
            )
        );

    /// <summary>A list that is too long, which is not repeated.</summary>
    internal static RequestException TooMany(IReadOnlyList<object> place, int count, int maxCount) =>
        new(
            new(
                "too_long",
                place,
                $"List should have at most {maxCount} items after validation, not {count}",
                null,
                new Dictionary<string, object> { ["max_length"] = maxCount, ["actual_length"] = count }
            )
        );

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}
