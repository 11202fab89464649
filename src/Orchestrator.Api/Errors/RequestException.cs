using System.Text.Json;
using Orchestrator.Api.Contract;

namespace Orchestrator.Api.Errors;

/// <summary>The request is not written as the contract says; answered with 422 and the place of the fault.</summary>
internal sealed class RequestException(RequestErrorDto error) : Exception(error.Msg)
{
    internal RequestErrorDto Error { get; } = error;

    internal static RequestException BadId(string parameter, string value) =>
        new(new("uuid_parsing", ["path", parameter], $"Input should be a valid UUID, '{value}' is none", Json(value), null));

    internal static RequestException BadPath(string parameter, string type, string message, string value) => new(new(type, ["path", parameter], message, Json(value), null));

    internal static RequestException MissingQuery(string parameter) => new(new("missing", ["query", parameter], "Field required", null, null));

    internal static RequestException MissingBody() => new(new("missing", ["body"], "Field required", null, null));

    internal static RequestException BadJson(long position, string problem) =>
        new(new("json_invalid", ["body", position], "JSON decode error", Json(new Dictionary<string, string>()), new Dictionary<string, object> { ["error"] = problem }));

    internal static RequestException NotAList(JsonElement value) => new(new("list_type", ["body"], "Input should be a valid list", value, null));

    internal static RequestException NotAnObject(JsonElement value) => new(new("dict_type", ["body"], "Input should be a valid dictionary", value, null));

    internal static RequestException Field(string field, string type, string message, JsonElement? input) => new(new(type, ["body", field], message, input, null));

    internal static RequestException TooLong(string parameter, string value, int longest) =>
        new(new(
            "string_too_long",
            ["query", parameter],
            $"String should have at most {longest} characters",
            Json(value),
            new Dictionary<string, object> { ["max_length"] = longest }));

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}
