namespace Orchestrator.ExternalResources;

/// <summary>A method of a resource that calls the external system.</summary>
/// <param name="Name">The method.</param>
/// <param name="IfNotFound">What it has to do if the system answers that there is no such object; null for nothing.</param>
internal sealed record ResourceMethod(string Name, string? IfNotFound = null)
{
    internal static ResourceMethod Read { get; } =
        new(
            nameof(ExternalResource<,,>.ReadAsync),
            "If that means that the object does not exist, let ReadAsync return null instead of throwing."
        );

    internal static ResourceMethod List { get; } =
        new(
            nameof(ExternalResourceSet<,,>.ListAsync),
            "If that means that there are no objects, let ListAsync return an empty dictionary instead of throwing."
        );

    internal static ResourceMethod Apply { get; } = new(nameof(ExternalResource<,,>.ApplyAsync));

    internal static ResourceMethod Remove { get; } =
        new(
            nameof(ExternalResource<,,>.RemoveAsync),
            "If that means that the object does not exist, let RemoveAsync return instead of throwing: it is called again after a crash."
        );
}
