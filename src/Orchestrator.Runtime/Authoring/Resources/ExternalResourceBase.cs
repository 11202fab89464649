namespace Orchestrator;

/// <summary>
/// The desired state of an object in an external system. Derive from
/// <see cref="ExternalResource{TModel, TState}"/>, or from <see cref="ExternalResource{TModel, TView, TState}"/> when the object is
/// described from a view of the subscription; mark the class <see cref="ExternalResourceAttribute"/> and make it partial.
/// </summary>
public abstract class ExternalResourceBase
{
    private protected ExternalResourceBase() { }
}
