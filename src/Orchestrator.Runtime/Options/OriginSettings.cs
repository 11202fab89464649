using Microsoft.Extensions.Options;

namespace Orchestrator.Options;

/// <summary>Refuses origins that no browser sends: they are compared as texts, so that such a one allows nothing.</summary>
internal sealed class OriginSettings : IValidateOptions<OrchestratorOptions>
{
    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options)
    {
        string[] problems =
        [
            .. options
                .AllowedOrigins.Where(static origin => !string.Equals(Write(origin), origin, StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .Select(static origin =>
                    $"{OrchestratorOptions.Section}:{nameof(options.AllowedOrigins)} has '{origin}', which no browser sends: "
                    + (
                        Write(origin) is { } meant
                            ? $"write '{meant}'."
                            : "write an origin with http or https and without a path, like https://ui.example.org."
                    )
                ),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>
    /// An origin as a browser sends it: scheme, host, and a port that is not the scheme's own; null for anything else. Extensions of
    /// browsers and pages of mobile applications have schemes of their own, such as <c>capacitor://localhost</c>.
    /// </summary>
    private static string? Write(string origin) =>
        // Pages without an origin of their own send this.
        origin == "null"
            ? origin
        : Uri.TryCreate(origin, UriKind.Absolute, out var address)
        && address is { AbsolutePath: "/" or "", Query: "", Fragment: "", UserInfo: "", Host.Length: > 0 }
            ? $"{address.Scheme}://{HostOf(address)}{(address.IsDefaultPort ? "" : $":{address.Port}")}"
        : null;

    // Only there an IPv6 address has its brackets.
    private static string HostOf(Uri address) => address.HostNameType == UriHostNameType.Dns ? address.IdnHost : address.Host;
}
