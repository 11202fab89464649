using System.Text.Json.Nodes;

namespace Orchestrator.Dashboard.Forms.Schema;

/// <summary>A choice of a field.</summary>
/// <param name="Key">The text by which it is known while it is shown.</param>
/// <param name="Label">The text that is shown.</param>
/// <param name="Value">What is posted.</param>
internal sealed record FieldChoice(string Key, string Label, JsonNode? Value);
