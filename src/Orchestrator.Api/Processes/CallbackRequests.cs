using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Api.Binding;
using Orchestrator.Options;

namespace Orchestrator.Api.Processes;

/// <summary>What an external system gives to a process: an object.</summary>
internal sealed record CallbackRequest(JsonElement Result) : IBody<CallbackRequest>
{
    public static Type Shape => typeof(JsonObject);

    public static int GetMaxSize(OrchestratorOptions options) => options.MaxCallbackSize;

    public static CallbackRequest Read(JsonElement? body) => new(JsonFields.Of(body).Body);
}

/// <summary>How far an external system is: a text or an object.</summary>
internal sealed record ProgressRequest(JsonElement Progress) : IBody<ProgressRequest>
{
    public static int GetMaxSize(OrchestratorOptions options) => options.MaxCallbackSize;

    public static ProgressRequest Read(JsonElement? body) =>
        new(body is { ValueKind: JsonValueKind.String } text ? text : JsonFields.Of(body).Body);
}
