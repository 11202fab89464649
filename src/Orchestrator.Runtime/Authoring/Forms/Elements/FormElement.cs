namespace Orchestrator;

/// <summary>
/// An element of a page that is shown or used by fields, but is not asked for. A property of such a type adds no key to the state, and
/// keeps in the answer the value that the form gave it.
/// </summary>
public abstract class FormElement
{
    private protected FormElement() { }
}
