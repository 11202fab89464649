using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;

namespace Orchestrator.Api.Search;

/// <summary>
/// Where a page begins. It has the whole search in it, so that nothing is kept between two pages, and only characters that need no
/// escaping: clients put it into an address as it is.
/// </summary>
/// <param name="Search">The body of the search.</param>
/// <param name="Skip">How many rows come before the page.</param>
internal sealed record SearchCursor(
    [property: JsonPropertyName("search")] JsonElement Search,
    [property: JsonPropertyName("skip")] int Skip
)
{
    /// <summary>Reads a cursor that was given to a client.</summary>
    /// <exception cref="ProblemException">It is not one.</exception>
    internal static SearchCursor Read(string text)
    {
        try
        {
            var json = JsonElement.Parse(Base64Url.DecodeFromChars(text.AsSpan().TrimEnd('=')));
            if (
                json.ValueKind == JsonValueKind.Object
                && json.TryGetProperty("search", out var search)
                && json.TryGetProperty("skip", out var skip)
                && skip.ValueKind == JsonValueKind.Number
                && skip.TryGetInt32(out var rows)
                && rows >= 0
                && StorableJson.FindProblem(json) is null
            )
            {
                return new(search, rows);
            }
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            // Said below, as of what is JSON but not a cursor.
        }

        throw new ProblemException(
            StatusCodes.Status422UnprocessableEntity,
            "This is not a cursor. Send the 'next_page_cursor' of an answer, or leave it out for the first page."
        );
    }

    /// <summary>Writes it for a client.</summary>
    /// <param name="maxUrlLength">The longest address that this host takes: a cursor has half of it.</param>
    /// <exception cref="ProblemException">The search is too long for that.</exception>
    internal string Write(int maxUrlLength)
    {
        var text = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this, ApiJson.Default.SearchCursor));
        return text.Length <= maxUrlLength / 2
            ? text
            : throw new ProblemException(
                StatusCodes.Status422UnprocessableEntity,
                $"The search is too long to ask for its next page: its cursor would have {text.Length} characters, and this host "
                    + $"takes {maxUrlLength / 2}. Leave some conditions or columns out."
            );
    }
}
