namespace Orchestrator;

/// <summary>
/// The desired state of an object in an external system. Derive from
/// <see cref="ExternalResource{TModel, TState}"/>, or from <see cref="ExternalResource{TModel, TView, TState}"/> when the object is
/// described from a view of the subscription; mark the class <see cref="ExternalResourceAttribute"/> and make it partial.
/// </summary>
public abstract class ExternalResourceBase
{
    private protected ExternalResourceBase() { }

    /// <summary>
    /// The path at which the external system calls back when the work is done, relative to the address of the orchestrator; null in a step
    /// that does not wait for a callback. A write passes it to the external system.
    /// </summary>
    protected internal string? CallbackRoute { get; internal set; }
}
