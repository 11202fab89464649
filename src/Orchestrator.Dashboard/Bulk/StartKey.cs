namespace Orchestrator.Dashboard.Bulk;

/// <summary>
/// The idempotency key of a start. The same request has the same key until it has succeeded, so a click that is repeated because its
/// answer was lost starts nothing more; another request has another key, because with the same one it would be refused.
/// </summary>
internal sealed class StartKey
{
    private string? _request;
    private string _key = "";

    /// <summary>The key of a request.</summary>
    /// <param name="parts">What it asks for, so that two requests differ in at least one of them.</param>
    internal string Of(params IEnumerable<string> parts)
    {
        var request = string.Join('\n', parts);
        if (request != _request)
        {
            (_request, _key) = (request, Guid.NewGuid().ToString("N"));
        }

        return _key;
    }

    /// <summary>The request has succeeded: asking for the same again is another start.</summary>
    internal void Complete() => _request = null;
}
