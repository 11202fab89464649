using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Orchestrator.Api.Errors;

/// <summary>
/// A refused request. Refusals of the framework (an unknown route, no sign-in) have the detail alone. Where orchestrator-core has a text
/// that says less than there is to say, the detail is that text, and the hint says it.
/// </summary>
internal sealed record ProblemDto(
    [property: JsonPropertyName("detail")] string? Detail,
    [property: JsonPropertyName("status")] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Status = null,
    [property: JsonPropertyName("title")] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Title = null,
    [property: JsonPropertyName("locked_by")] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? LockedBy = null,
    [property: JsonPropertyName("hint")] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Hint = null
);

/// <summary>A request that is not written as it should be.</summary>
internal sealed record RequestErrorsDto([property: JsonPropertyName("detail")] IReadOnlyList<RequestErrorDto> Detail);

/// <summary>One thing that is wrong with a request.</summary>
internal sealed record RequestErrorDto(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("loc")] IReadOnlyList<object> Loc,
    [property: JsonPropertyName("msg")] string Msg,
    [property: JsonPropertyName("input")] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Input,
    [property: JsonPropertyName("ctx")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyDictionary<string, object>? Ctx
);

/// <summary>The form asks another page.</summary>
internal sealed record FormNotCompleteDto(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("status")] int Status,
    [property: JsonPropertyName("form")] JsonObject Form,
    [property: JsonPropertyName("meta")] FormMetaDto? Meta
);

/// <summary>What is known of the pages to come.</summary>
internal sealed record FormMetaDto([property: JsonPropertyName("hasNext")] bool HasNext);

/// <summary>A posted page is not valid.</summary>
internal sealed record FormInvalidDto(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("status")] int Status,
    [property: JsonPropertyName("validation_errors")] IReadOnlyList<RequestErrorDto> ValidationErrors
);

/// <summary>More pages were posted than are asked; the hint names the first of them.</summary>
internal sealed record FormOverflowDto(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("status")] int Status,
    [property: JsonPropertyName("hint")] string Hint
);
