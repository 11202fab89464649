using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Hosting;

/// <summary>What web clients report is in the log as one short line, whatever they send.</summary>
public sealed class UserReportTests : IAsyncLifetime
{
    private readonly FakeLogCollector _log = new();
    private readonly ApiHost _host;

    public UserReportTests() =>
        _host = new() { Services = services => services.AddSingleton<ILoggerProvider>(new FakeLoggerProvider(_log)) };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Line_breaks_and_control_characters_are_escaped_and_what_is_long_is_cut()
    {
        using var error = await _host.Http.PostAsJsonAsync(
            "/api/user/error?reporter=ann%0Aroot",
            new { message = "a\r\n2026-01-01 [ERR] forged\u001b[31m", rest = new string('x', 10_000) }
        );
        using var note = await _host.Http.PostAsJsonAsync("/api/user/log/ann%0Aroot", new { clicked = "save" });

        var entries = _log.GetSnapshot().Where(static entry => entry.Id.Id is 3010 or 3011).ToArray();
        Assert.Equal((200, 200), ((int)error.StatusCode, (int)note.StatusCode));
        Assert.Equal([LogLevel.Warning, LogLevel.Information], entries.Select(static entry => entry.Level));
        Assert.All(entries, static entry => Assert.DoesNotContain(entry.Message, char.IsControl));
        Assert.InRange(entries[0].Message.Length, 4_000, 4_200);
        Assert.Equal("""A client of ann\nroot reports: {"clicked":"save"}""", entries[1].Message);
    }
}
