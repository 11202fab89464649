using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Orchestrator.Api.Binding;

namespace Orchestrator.Api.Workflows;

/// <summary>The id of a workflow in a path.</summary>
internal readonly record struct WorkflowId(Guid Value) : IEndpointParameterMetadataProvider
{
    private const string Name = "workflow_id";

    public static ValueTask<WorkflowId> BindAsync(HttpContext context) => new(new WorkflowId(PathId.Read(context, Name)));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => PathId.Describe(builder, Name);
}
