using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Orchestrator.Api.Binding;

namespace Orchestrator.Api.Processes;

/// <summary>The id of a process in a path.</summary>
internal readonly record struct ProcessId(Guid Value) : IEndpointParameterMetadataProvider
{
    private const string Name = "process_id";

    public static ValueTask<ProcessId> BindAsync(HttpContext context) => new(new ProcessId(PathId.Read(context, Name)));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => PathId.Describe(builder, Name);
}
