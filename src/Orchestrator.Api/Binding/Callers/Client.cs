using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Orchestrator.Api.Binding;

/// <summary>Whom limits count requests and sockets for.</summary>
internal static class Client
{
    /// <summary>The network part of an IPv6 address, in bytes: a client that has one address of a network has all of them.</summary>
    private const int NetworkLength = 8;

    /// <summary>
    /// Identifies a client: a user who is signed in, wherever from, otherwise an address. Users of one address have limits of their own,
    /// and who guesses tokens has that of the address.
    /// </summary>
    internal static string Identify(HttpContext context) =>
        AuthenticatedName.Identify(context.User) is { } user ? $"user {user}" : $"address {NetworkOf(context.Connection.RemoteIpAddress)}";

    private static string NetworkOf(IPAddress? address) =>
        address switch
        {
            null => "",
            { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
            { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkLength)),
            _ => address.ToString(),
        };
}
