using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Orchestrator.Api.Json;

/// <summary>Answers with a JSON text, or with nothing when the client has that text already.</summary>
internal static class EntityTag
{
    private const int Length = 32;

    /// <summary>Answers.</summary>
    /// <param name="context">The request.</param>
    /// <param name="json">The text.</param>
    /// <param name="write">
    /// How the tag, which is made of hexadecimal digits, is written in the header. Clients send it back as it is, or the part of it that is
    /// between the quotation marks.
    /// </param>
    internal static Results<ContentHttpResult, StatusCodeHttpResult> Answer(HttpContext context, string json, Func<string, string> write)
    {
        var tag = write(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..Length]);
        context.Response.Headers.ETag = tag;
        var known = context.Request.Headers.IfNoneMatch.ToString();
        return known == tag || (tag.Split('"') is [_, var bare, _] && known.Trim('"') == bare)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Content(json, "application/json");
    }
}
