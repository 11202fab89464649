using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;

namespace Orchestrator;

/// <summary>The field is an IPv4 address only, or an IPv6 address only.</summary>
/// <param name="family"><see cref="AddressFamily.InterNetwork"/> or <see cref="AddressFamily.InterNetworkV6"/>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class IPAddressFamilyAttribute(AddressFamily family) : ValidationAttribute("Input is not a valid IP address of this family")
{
    /// <summary>The family.</summary>
    public AddressFamily Family { get; } = family;

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is null || (value is IPAddress address && address.AddressFamily == Family);
}
