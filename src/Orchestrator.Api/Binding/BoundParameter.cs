using Microsoft.OpenApi;

namespace Orchestrator.Api.Binding;

/// <summary>
/// Says in the OpenAPI document what a parameter reads that binds itself; the framework describes those alone that it binds.
/// </summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Location">Where it is read.</param>
/// <param name="Format">The format of the text; null for any.</param>
internal sealed record BoundParameter(string Name, ParameterLocation Location, string? Format = null);
