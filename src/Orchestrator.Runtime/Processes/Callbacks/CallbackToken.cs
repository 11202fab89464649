using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Processes;

/// <summary>The secret in the address at which an external system calls back. Only its hash is kept outside that address.</summary>
/// <param name="Text">The secret, safe in a URL.</param>
internal readonly record struct CallbackToken(string Text)
{
    private const int Bytes = 32;

    /// <summary>What is stored: the SHA-256 of the text, in hexadecimal digits.</summary>
    internal string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>Makes a new secret.</summary>
    internal static CallbackToken Create() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>The path to call.</summary>
    internal string RouteOf(Guid processId) => $"/api/processes/{processId}/callback/{Text}";

    /// <summary>Never the secret, so that no log shows it.</summary>
    public override string ToString() => "(secret)";
}
