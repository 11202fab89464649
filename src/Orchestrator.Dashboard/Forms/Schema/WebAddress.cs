namespace Orchestrator.Dashboard.Forms.Schema;

/// <summary>Tells addresses that may be linked from those that a browser would run.</summary>
internal static class WebAddress
{
    /// <summary>The address, if it is one of the web; null otherwise.</summary>
    internal static string? Find(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address.AbsoluteUri
            : null;
}
