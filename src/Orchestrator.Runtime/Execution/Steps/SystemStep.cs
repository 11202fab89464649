namespace Orchestrator.Execution;

/// <summary>A step of the engine's own tasks.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Body">What it does: a service that is an <see cref="ISystemStep"/>.</param>
internal sealed record SystemStep(string Id, string Name, Type Body) : Step
{
    internal static SystemStep Of<TBody>(string id, string name)
        where TBody : ISystemStep => new(id, name, typeof(TBody));
}
