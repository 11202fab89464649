using System.Text.Json;
using System.Text.RegularExpressions;

namespace Orchestrator.Api.Tests.Fuzz;

/// <summary>Holds an answer against the contract: its status, its shape, and what it must never say.</summary>
internal static partial class AnswerCheck
{
    private const int FormNotComplete = 510;
    private const int MaxRefusalSize = 65_536;

    /// <summary>Says what is wrong with an answer; null when nothing is.</summary>
    internal static string? FindProblem(string operation, int status, string? mediaType, byte[] body)
    {
        if (status is 204 or 304)
        {
            return body.Length == 0 ? null : "It has a body.";
        }

        if (status >= 500 && status is not (503 or FormNotComplete))
        {
            return "It is a fault of the host's.";
        }

        if (operation == "GetMetrics" && status == 200)
        {
            return null;
        }

        // Kestrel refuses an address that is too long before the application sees the request, and says nothing more.
        if (status == 414 && body.Length == 0)
        {
            return null;
        }

        if (mediaType != "application/json")
        {
            return $"It is {mediaType ?? "nothing that has a type"}.";
        }

        JsonElement json;
        try
        {
            json = JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            return "It is not JSON.";
        }

        return status < 400 ? null
            : body.Length > MaxRefusalSize ? $"It has {body.Length} bytes."
            : Inside().Match(json.GetRawText()) is { Success: true } said ? $"It says '{said.Value}'."
            : status == 503 && !IsUnavailable(json) ? "Nothing was unavailable: the engine was not paused, and no writer held the database."
            : HasShape(status, json) ? null
            : "It does not have the shape of the contract.";
    }

    /// <summary>What passes by itself: <c>engine_locked</c>, <c>storage_busy</c>, and a host that stops.</summary>
    private static bool IsUnavailable(JsonElement json) =>
        json.TryGetProperty("detail", out var detail)
        && detail.ValueKind == JsonValueKind.String
        && Unavailable().IsMatch(detail.GetString()!);

    private static bool HasShape(int status, JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty("detail", out var detail)
        && (status, Type(json)) switch
        {
            (FormNotComplete, "FormNotCompleteError") => json.GetProperty("form").ValueKind == JsonValueKind.Object,
            (400, "FormValidationError") => json.GetProperty("validation_errors").EnumerateArray().All(IsError),
            (400, "FormOverflowError") => true,
            (422, null) when detail.ValueKind == JsonValueKind.Array => detail.EnumerateArray().All(IsError),
            (_, null) => detail.ValueKind is JsonValueKind.String or JsonValueKind.Null,
            _ => false,
        };

    private static string? Type(JsonElement json) => json.TryGetProperty("type", out var type) ? type.GetString() : null;

    private static bool IsError(JsonElement error) =>
        error.GetProperty("loc").ValueKind == JsonValueKind.Array
        && error.GetProperty("msg").ValueKind == JsonValueKind.String
        && error.GetProperty("type").ValueKind == JsonValueKind.String;

    [GeneratedRegex("^(Engine is locked|The core database( '[^']*')? is held by another writer|This host is stopping)")]
    private static partial Regex Unavailable();

    /// <summary>What only the inside of the host knows: exceptions, stack traces, files, statements.</summary>
    [GeneratedRegex(
        @"\w+Exception\b|\bat \w+(\.\w+)+\(|\.cs\b|/tmp/|/home/|SQLite Error|Npgsql|Microsoft\.|System\.\w+|\bSELECT\b|\bINSERT\b"
    )]
    private static partial Regex Inside();
}
