namespace Orchestrator;

/// <summary>
/// What a page shows or knows and does not ask for. A property of such a type gives no key to the state, and has in the answer what the
/// form put into the page.
/// </summary>
public abstract class FormElement
{
    private protected FormElement() { }
}
