using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Orchestrator.Api.Errors;

namespace Orchestrator.Api.Endpoints;

/// <summary>Reads what clients send, and refuses what is not written as the contract says.</summary>
internal static class Request
{
    private const int MaxReporterLength = 100;

    /// <summary>Reads an id from the path.</summary>
    /// <exception cref="RequestException">It is no UUID.</exception>
    internal static Guid ReadId(string parameter, string value) => Guid.TryParse(value, out var id) ? id : throw RequestException.BadId(parameter, value);

    /// <summary>Reads which part of a list is asked for; null for no part.</summary>
    /// <exception cref="InvalidRequestException">It is no range.</exception>
    internal static (int Start, int End)? ReadRange(string? range) => range switch
    {
        null => null,
        _ when range.Split(',') is [var first, var last]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            && start < end => (start, end),
        _ => throw new InvalidRequestException("range_invalid", $"A range is two whole numbers 'start,end' with start before end, not '{range}'."),
    };

    /// <summary>Reads a list of pairs, <c>name,value,name,value</c>.</summary>
    /// <param name="text">The list; null or empty for none.</param>
    /// <param name="what">What the pairs are, for the refusal.</param>
    /// <exception cref="InvalidRequestException">A value is missing.</exception>
    internal static IReadOnlyList<(string Name, string Value)> ReadPairs(string? text, string what)
    {
        if (string.IsNullOrEmpty(text))
        {
            return [];
        }

        var parts = text.Split(',');
        return parts.Length % 2 == 0
            ? [.. parts.Chunk(2).Select(static pair => (pair[0], pair[1]))]
            : throw new InvalidRequestException($"{what}_invalid", $"Invalid number of {what} arguments");
    }

    /// <summary>
    /// Who acts. Recorded is the reporter that the client names, otherwise the user who is signed in, otherwise the system. Asked about is the user who is signed in; where no one is, no one can prove anything, and it is the
    /// reporter.
    /// </summary>
    /// <exception cref="RequestException">The reporter's name is too long.</exception>
    internal static Caller ReadUser(string? reporter, ClaimsPrincipal user)
    {
        if (reporter is { Length: > MaxReporterLength })
        {
            throw RequestException.TooLong("reporter", reporter, MaxReporterLength);
        }

        var reported = string.IsNullOrEmpty(reporter) ? null : reporter;
        return SignedIn.Identify(user) is { } identity
            ? new(reported ?? (identity.Length <= MaxReporterLength ? identity : identity[..MaxReporterLength])) { AuthenticatedName = identity }
            : new(reported ?? Assignee.System) { AuthenticatedName = SignedIn.Claimed(reported) };
    }

    /// <summary>Reads what a client calls a start that it may repeat; null for one that it does not repeat.</summary>
    /// <exception cref="InvalidRequestException">There are several.</exception>
    internal static string? ReadIdempotencyKey(HttpRequest request) => request.Headers["Idempotency-Key"] switch
    {
        [] => null,
        [var key] => key ?? "",
        var keys => throw new InvalidRequestException("idempotency_key_invalid", $"A start has one Idempotency-Key, not {keys.Count}."),
    };

    /// <summary>Reads the pages of a start: an array, or null for one empty page.</summary>
    /// <exception cref="RequestException">The body is missing, no JSON, or no array.</exception>
    internal static async Task<IReadOnlyList<JsonElement>> ReadPagesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await ReadJsonAsync(request, cancellationToken) ?? throw RequestException.MissingBody();
        return body.ValueKind switch
        {
            JsonValueKind.Array => [.. body.EnumerateArray()],
            JsonValueKind.Null => [EmptyPage()],
            _ => throw RequestException.NotAList(body),
        };
    }

    /// <summary>Reads the pages of a resume: an array, or anything empty for one empty page.</summary>
    /// <exception cref="RequestException">The body is no JSON, or neither an array nor empty.</exception>
    internal static async Task<IReadOnlyList<JsonElement>> ReadAnswersAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await ReadJsonAsync(request, cancellationToken);
        return body switch
        {
            null or { ValueKind: JsonValueKind.Null } => [EmptyPage()],
            { ValueKind: JsonValueKind.Array } array when array.GetArrayLength() == 0 => [EmptyPage()],
            { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray()],
            { ValueKind: JsonValueKind.Object } page when !page.EnumerateObject().Any() => [EmptyPage()],
            { } other => throw RequestException.NotAList(other),
        };
    }

    /// <summary>Reads a text of a body; null when it is not there, or null.</summary>
    /// <exception cref="RequestException">It is no text, or too long.</exception>
    internal static string? ReadText(JsonElement body, string field, int? longest = null)
    {
        if (!body.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : throw RequestException.Field(field, "string_type", "Input should be a valid string", value);
        return text.Length <= longest.GetValueOrDefault(int.MaxValue) ? text : throw RequestException.Field(field, "string_too_long", $"String should have at most {longest} characters", value);
    }

    /// <summary>Reads an object.</summary>
    /// <exception cref="RequestException">The body is missing, not JSON, or not an object.</exception>
    internal static async Task<JsonElement> ReadObjectAsync(HttpRequest request, CancellationToken cancellationToken) =>
        DemandObject(await ReadJsonAsync(request, cancellationToken));

    /// <summary>Reads what an external system gives to a process.</summary>
    /// <exception cref="RequestException">The body is missing, not JSON, or not an object.</exception>
    internal static async Task<JsonElement> ReadResultAsync(HttpRequest request, CancellationToken cancellationToken) =>
        DemandObject(await ReadCallbackAsync(request, cancellationToken));

    /// <summary>Reads how far an external system is.</summary>
    /// <exception cref="RequestException">The body is missing, not JSON, or neither a text nor an object.</exception>
    internal static async Task<JsonElement> ReadProgressAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await ReadCallbackAsync(request, cancellationToken) switch
        {
            { ValueKind: JsonValueKind.String } text => text,
            var other => DemandObject(other),
        };

    private static JsonElement DemandObject(JsonElement? body) => body switch
    {
        null => throw RequestException.MissingBody(),
        { ValueKind: JsonValueKind.Object } found => found,
        { } other => throw RequestException.NotAnObject(other),
    };

    /// <summary>Reads a yes or no of the query, in all words that pydantic takes; null when it is not there.</summary>
    /// <exception cref="RequestException">It is neither.</exception>
    internal static bool? ReadBoolean(string parameter, string? value) => value?.ToUpperInvariant() switch
    {
        null => null,
        "1" or "TRUE" or "T" or "YES" or "Y" or "ON" => true,
        "0" or "FALSE" or "F" or "NO" or "N" or "OFF" => false,
        _ => throw RequestException.BadQuery(parameter, "bool_parsing", "Input should be a valid boolean, unable to interpret input", value),
    };

    /// <summary>Reads the body. Null when there is none.</summary>
    /// <exception cref="RequestException">The body is not JSON that is taken.</exception>
    internal static Task<JsonElement?> ReadJsonAsync(HttpRequest request, CancellationToken cancellationToken) => JsonBody.ReadAsync(request, limit: null, cancellationToken);

    private static Task<JsonElement?> ReadCallbackAsync(HttpRequest request, CancellationToken cancellationToken) =>
        JsonBody.ReadAsync(request, static options => options.MaxCallbackSize, cancellationToken);

    private static JsonElement EmptyPage() => JsonElement.Parse("{}");
}
