using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;

namespace Orchestrator.Api.Processes;

/// <summary>The form pages of a start: an array, or null for one empty page.</summary>
internal sealed record StartRequest(IReadOnlyList<JsonElement> Pages) : IBody<StartRequest>
{
    public static Type Shape => typeof(IReadOnlyList<JsonObject>);

    public static bool IsNullable => true;

    public static FormPages? FindPages(JsonElement body) => FormPages.Are(body);

    public static StartRequest Read(JsonElement? body) =>
        body switch
        {
            null => throw RequestException.MissingBody(),
            { ValueKind: JsonValueKind.Array } pages => new([.. pages.EnumerateArray()]),
            { ValueKind: JsonValueKind.Null } => new(FormPages.OneEmpty),
            { } other => throw RequestException.NotAList(other),
        };
}

/// <summary>The pages of a form that belongs to no process: an array, at first an empty one.</summary>
internal sealed record FormRequest(IReadOnlyList<JsonElement> Pages) : IBody<FormRequest>
{
    public static Type Shape => typeof(IReadOnlyList<JsonObject>);

    public static FormPages? FindPages(JsonElement body) => FormPages.Are(body);

    public static FormRequest Read(JsonElement? body) =>
        body switch
        {
            null => throw RequestException.MissingBody(),
            { ValueKind: JsonValueKind.Array } pages => new([.. pages.EnumerateArray()]),
            { } other => throw RequestException.NotAList(other),
        };
}

/// <summary>The form pages of a resume: an array, or anything empty for one empty page.</summary>
internal sealed record ResumeRequest(IReadOnlyList<JsonElement> Pages) : IBody<ResumeRequest>
{
    public static bool IsOptional => true;

    public static FormPages? FindPages(JsonElement body) => FormPages.Are(body);

    public static ResumeRequest Read(JsonElement? body) =>
        body switch
        {
            null or { ValueKind: JsonValueKind.Null } => new(FormPages.OneEmpty),
            { ValueKind: JsonValueKind.Array } pages => new(pages.GetArrayLength() == 0 ? FormPages.OneEmpty : [.. pages.EnumerateArray()]),
            // One page that is not in a list: what a step without a form does not read, and the whole answer to one with a form.
            { ValueKind: JsonValueKind.Object } page => new([page]),
            { } other => throw RequestException.NotAList(other),
        };
}

/// <summary>Why a step is left out.</summary>
internal sealed record SkipStepRequest([property: JsonPropertyName("reason")] string Reason) : IBody<SkipStepRequest>
{
    public static Type Shape => typeof(SkipStepRequest);

    public static SkipStepRequest Read(JsonElement? body) => new(JsonFields.Of(body).ReadText("reason"));
}

/// <summary>Why a person aborts a process. Clients of orchestrator-core send no body, null or an empty object.</summary>
internal sealed record AbortRequest([property: JsonPropertyName("reason")] string? Reason = null) : IBody<AbortRequest>
{
    public static Type Shape => typeof(AbortRequest);

    public static bool IsOptional => true;

    public static bool IsNullable => true;

    public static AbortRequest Read(JsonElement? body) =>
        body is null or { ValueKind: JsonValueKind.Null } ? new() : new(JsonFields.Of(body).FindText("reason", ApiLimits.MaxNoteLength));
}

/// <summary>A new note of a process. One that is missing leaves the note as it is; null deletes it.</summary>
internal sealed record UpdateProcessRequest([property: JsonIgnore] bool HasNote, [property: JsonPropertyName("note")] string? Note = null)
    : IBody<UpdateProcessRequest>
{
    public static Type Shape => typeof(UpdateProcessRequest);

    public static UpdateProcessRequest Read(JsonElement? body)
    {
        var fields = JsonFields.Of(body);
        return new(fields.Find("note") is not null, fields.FindText("note", ApiLimits.MaxNoteLength));
    }
}
