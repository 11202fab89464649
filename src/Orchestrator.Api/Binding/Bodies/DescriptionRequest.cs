using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Api.Binding;

/// <summary>A new description of something.</summary>
internal sealed record DescriptionRequest([property: JsonPropertyName(DescriptionRequest.Name)] string? Description = null)
    : IBody<DescriptionRequest>
{
    internal const string Name = "description";

    public static Type Shape => typeof(DescriptionRequest);

    public static DescriptionRequest Read(JsonElement? body) => new(JsonFields.Of(body).FindText(Name, ApiLimits.MaxDescriptionLength));
}
