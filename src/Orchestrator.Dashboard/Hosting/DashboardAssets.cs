using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Orchestrator.Api.Hosting;

namespace Orchestrator.Dashboard.Hosting;

/// <summary>
/// The scripts and styles of the pages. They are in the assembly, so that an application that references the package has nothing to copy,
/// and each address names the content, so that browsers keep it.
/// </summary>
internal sealed class DashboardAssets
{
    private const string Folder = "assets";

    private static readonly FrozenDictionary<string, string> MediaTypes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [".js"] = "text/javascript",
        [".css"] = "text/css",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, Asset> _assets = typeof(DashboardAssets)
        .Assembly.GetManifestResourceNames()
        .Where(static name => MediaTypes.ContainsKey(Path.GetExtension(name)))
        .Select(Asset.Read)
        .ToFrozenDictionary(static asset => asset.Name, StringComparer.Ordinal);

    /// <summary>The address of a file, below the path of the dashboard.</summary>
    internal string UrlOf(string name) => $"{Folder}/{_assets[name].Version}/{name}";

    /// <summary>Maps the files. They show nothing of what is orchestrated, so they are for anyone.</summary>
    internal void Map(IEndpointRouteBuilder dashboard) =>
        dashboard
            .MapGet($"/{Folder}/{{version}}/{{name}}", (string version, string name, HttpContext context) => Serve(version, name, context))
            .ForAnyone()
            .ExcludeFromDescription();

    private IResult Serve(string version, string name, HttpContext context)
    {
        if (!_assets.TryGetValue(name, out var asset) || asset.Version != version)
        {
            return TypedResults.NotFound();
        }

        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (!AcceptsBrotli(context.Request))
        {
            return TypedResults.Bytes(asset.Content, asset.MediaType);
        }

        headers.ContentEncoding = "br";
        return TypedResults.Bytes(asset.Compressed.Value, asset.MediaType);
    }

    private static bool AcceptsBrotli(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var encodings)
        && encodings.Any(static encoding => encoding.Value == "br" && encoding.Quality is null or > 0);

    /// <summary>A file, compressed once for all who ask for it.</summary>
    private sealed record Asset(string Name, string Version, string MediaType, byte[] Content)
    {
        private const int VersionLength = 16;

        internal Lazy<byte[]> Compressed { get; } = new(() => Compress(Content));

        internal static Asset Read(string name)
        {
            using var stream = typeof(DashboardAssets).Assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return new(
                name,
                Convert.ToHexStringLower(SHA256.HashData(content))[..VersionLength],
                MediaTypes[Path.GetExtension(name)],
                content
            );
        }

        private static byte[] Compress(byte[] content)
        {
            using var compressed = new MemoryStream();
            using (var brotli = new BrotliStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            {
                brotli.Write(content);
            }

            return compressed.ToArray();
        }
    }
}
