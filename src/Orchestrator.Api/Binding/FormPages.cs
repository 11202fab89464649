using System.Text.Json;

namespace Orchestrator.Api.Binding;

/// <summary>The pages of a form that a client has answered.</summary>
internal static class FormPages
{
    /// <summary>What a client means that gives no page.</summary>
    internal static IReadOnlyList<JsonElement> OneEmpty { get; } = [JsonElement.Parse("{}")];
}
