using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Api.Binding;

namespace Orchestrator.Api.Workflows;

/// <summary>A new description of a workflow.</summary>
internal sealed record DescribeWorkflowRequest([property: JsonPropertyName("description")] string? Description)
    : IBody<DescribeWorkflowRequest>
{
    public static Type Shape => typeof(DescribeWorkflowRequest);

    public static DescribeWorkflowRequest Read(JsonElement? body) =>
        new(JsonFields.Of(body).FindText("description", ApiLimits.MaxDescriptionLength));
}
