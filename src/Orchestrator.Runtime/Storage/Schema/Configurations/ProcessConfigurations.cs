using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orchestrator.Options;
using Orchestrator.Processes;

namespace Orchestrator.Storage.Schema;

internal sealed class ProcessConfiguration : IEntityTypeConfiguration<ProcessEntity>
{
    public void Configure(EntityTypeBuilder<ProcessEntity> builder)
    {
        builder.ToTable("processes").HasKey(static process => process.ProcessId);
        builder.Property(static process => process.ProcessId).HasColumnName("pid");
        builder.Property(static process => process.Assignee).HasMaxLength(Limits.MaxShortNameLength).HasDefaultValue(Assignee.System);
        builder.Property(static process => process.LastStatus).HasMaxLength(Limits.MaxShortNameLength);
        builder.Property(static process => process.LastStep).HasMaxLength(Limits.MaxNameLength);
        builder.Property(static process => process.FailedReason).HasMaxLength(10_000);
        builder.Property(static process => process.Traceback).HasMaxLength(50_000);
        builder.Property(static process => process.CreatedBy).HasMaxLength(Limits.MaxNameLength);
        builder.Property(static process => process.Note).HasMaxLength(Limits.MaxNoteLength);
        builder.Property(static process => process.Queue).HasMaxLength(Limits.MaxShortNameLength).HasDefaultValue("default");
        builder.Property(static process => process.IsBackground).HasDefaultValue(false);
        builder.Property(static process => process.RunBy).HasMaxLength(Limits.MaxNameLength);
        builder.Property(static process => process.TraceParent).HasMaxLength(TraceContext.ParentLength);
        builder.Property(static process => process.TraceState).HasMaxLength(TraceContext.MaxStateLength);
        builder.HasIndex(static process => process.IsTask, "ix_processes_is_task");

        // The pages of processes and of tasks, the newest first, must not become slower with the history either.
        builder.HasIndex(static process => new { process.IsTask, process.StartedAt }, "ix_processes_is_task_started_at");

        // What recovery reads every few seconds, in its order, so it must grow neither with the history nor with the backlog.
        builder
            .HasIndex(
                static process => new
                {
                    process.Queue,
                    process.IsBackground,
                    process.StartedAt,
                    process.ProcessId,
                },
                "ix_processes_unfinished"
            )
            .HasFilter("last_status IN ('created', 'running', 'resumed', 'waiting')");
        builder
            .HasIndex(static process => process.ReservedSubscriptionId, "ix_processes_reserved_subscription_id")
            .HasFilter("reserved_subscription_id IS NOT NULL AND last_status IN ('created', 'running', 'resumed')");
        builder.HasOne<WorkflowEntity>().WithMany().HasForeignKey(static process => process.WorkflowId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ProcessStepConfiguration : IEntityTypeConfiguration<ProcessStepEntity>
{
    public void Configure(EntityTypeBuilder<ProcessStepEntity> builder)
    {
        builder.ToTable("process_steps").HasKey(static step => step.StepId);
        builder.Property(static step => step.StepId).HasColumnName("stepid");
        builder.Property(static step => step.ProcessId).HasColumnName("pid");
        builder.Property(static step => step.Status).HasMaxLength(Limits.MaxShortNameLength);
        builder.Property(static step => step.CommitHash).HasMaxLength(40);
        builder.Property(static step => step.SkipReason).HasMaxLength(Limits.MaxNoteLength);
        builder.HasIndex(static step => step.ProcessId, "ix_process_steps_pid");
        builder.HasOne<ProcessEntity>().WithMany().HasForeignKey(static step => step.ProcessId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ProcessSubscriptionConfiguration : IEntityTypeConfiguration<ProcessSubscriptionEntity>
{
    public void Configure(EntityTypeBuilder<ProcessSubscriptionEntity> builder)
    {
        builder.ToTable("processes_subscriptions").HasKey(static link => link.Id);
        builder.Property(static link => link.ProcessId).HasColumnName("pid");
        builder.Property(static link => link.WorkflowTarget).HasMaxLength(Limits.MaxNameLength);
        builder.HasIndex(static link => link.ProcessId, "ix_processes_subscriptions_pid");
        builder.HasIndex(static link => link.SubscriptionId, "ix_processes_subscriptions_subscription_id");
        builder.HasIndex(static link => new { link.ProcessId, link.SubscriptionId }, "processes_subscriptions_ix");
        builder.HasOne<ProcessEntity>().WithMany().HasForeignKey(static link => link.ProcessId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<SubscriptionEntity>().WithMany().HasForeignKey(static link => link.SubscriptionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class InputStateConfiguration : IEntityTypeConfiguration<InputStateEntity>
{
    public void Configure(EntityTypeBuilder<InputStateEntity> builder)
    {
        builder.ToTable("input_states").HasKey(static input => input.InputStateId);
        builder.Property(static input => input.ProcessId).HasColumnName("pid");
        builder.Property(static input => input.InputState).HasColumnName("input_state");
        builder.HasIndex(static input => input.ProcessId, "ix_input_states_pid");
        builder.HasOne<ProcessEntity>().WithMany().HasForeignKey(static input => input.ProcessId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class EngineSettingsConfiguration : IEntityTypeConfiguration<EngineSettingsEntity>
{
    public void Configure(EntityTypeBuilder<EngineSettingsEntity> builder)
    {
        builder.ToTable("engine_settings").HasKey(static settings => settings.GlobalLock);
        builder.Property(static settings => settings.GlobalLock).ValueGeneratedNever();
        builder.Property(static settings => settings.StateKey).HasMaxLength(44);
    }
}

internal sealed class ProcessLeaseConfiguration : IEntityTypeConfiguration<ProcessLeaseEntity>
{
    public void Configure(EntityTypeBuilder<ProcessLeaseEntity> builder)
    {
        builder.ToTable("process_leases").HasKey(static lease => lease.ProcessId);
        builder.Property(static lease => lease.ProcessId).HasColumnName("pid").ValueGeneratedNever();
        builder.Property(static lease => lease.Owner).HasMaxLength(Limits.MaxNameLength);
        builder.Property(static lease => lease.UnloggedAttempts).HasDefaultValue(0);
        builder
            .HasOne<ProcessEntity>()
            .WithOne()
            .HasForeignKey<ProcessLeaseEntity>(static lease => lease.ProcessId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ProcessCallbackConfiguration : IEntityTypeConfiguration<ProcessCallbackEntity>
{
    public void Configure(EntityTypeBuilder<ProcessCallbackEntity> builder)
    {
        builder.ToTable("process_callbacks").HasKey(static callback => callback.ProcessId);
        builder.Property(static callback => callback.ProcessId).HasColumnName("pid").ValueGeneratedNever();
        builder.Property(static callback => callback.TokenHash).HasMaxLength(64);
        builder.HasIndex(static callback => callback.ExpiresAt, "ix_process_callbacks_expires_at");
        builder
            .HasOne<ProcessEntity>()
            .WithOne()
            .HasForeignKey<ProcessCallbackEntity>(static callback => callback.ProcessId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class BulkReconcileConfiguration : IEntityTypeConfiguration<BulkReconcileEntity>
{
    public void Configure(EntityTypeBuilder<BulkReconcileEntity> builder)
    {
        builder.ToTable("bulk_reconciles").HasKey(static bulk => bulk.ProcessId);
        builder.Property(static bulk => bulk.ProcessId).HasColumnName("pid").ValueGeneratedNever();
        builder.Property(static bulk => bulk.Query).HasMaxLength(Limits.MaxQueryLength);
        builder.Property(static bulk => bulk.Total).HasDefaultValue(0);
        builder.Property(static bulk => bulk.ToStart).HasDefaultValue(0);
        builder.Property(static bulk => bulk.Refused).HasDefaultValue(0);
        builder.Property(static bulk => bulk.Done).HasDefaultValue(0);
        builder.Property(static bulk => bulk.Failed).HasDefaultValue(0);
        builder.Property(static bulk => bulk.Canary).HasDefaultValue(0);
        builder.Property(static bulk => bulk.StopFailed).HasDefaultValue(0);
        builder.Property(static bulk => bulk.StopPercent).HasDefaultValue(0);
        builder.Property(static bulk => bulk.StopMinEnded).HasDefaultValue(0);
        builder.Property(static bulk => bulk.WaveSize).HasDefaultValue(0);
        builder.Property(static bulk => bulk.WaitSeconds).HasDefaultValue(0);
        builder.Property(static bulk => bulk.PulledBrake).HasMaxLength(20);
        builder.Property(static bulk => bulk.PauseReason).HasMaxLength(Limits.MaxNoteLength);
        builder.Property(static bulk => bulk.PausedBy).HasMaxLength(Limits.MaxNameLength);
        builder.Property(static bulk => bulk.FailedBefore).HasDefaultValue(0);
        builder.Property(static bulk => bulk.EndedBefore).HasDefaultValue(0);
        builder
            .HasOne<ProcessEntity>()
            .WithOne()
            .HasForeignKey<BulkReconcileEntity>(static bulk => bulk.ProcessId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class BulkReconcileItemConfiguration : IEntityTypeConfiguration<BulkReconcileItemEntity>
{
    public void Configure(EntityTypeBuilder<BulkReconcileItemEntity> builder)
    {
        builder.ToTable("bulk_reconcile_items").HasKey(static item => new { item.ProcessId, item.SubscriptionId });
        builder.Property(static item => item.ProcessId).HasColumnName("pid");
        builder.Property(static item => item.Outcome).HasMaxLength(10);
        builder.Property(static item => item.Refusal).HasMaxLength(Limits.MaxRejectionLength);
        builder.Property(static item => item.Position).HasDefaultValue(0);

        // A look reads the next that are to be started and those that run. Neither grows with what is done.
        builder
            .HasIndex(static item => new { item.ProcessId, item.Position }, "ix_bulk_reconcile_items_to_start")
            .HasFilter("reconcile_id IS NULL AND refusal IS NULL");
        builder
            .HasIndex(static item => item.ProcessId, "ix_bulk_reconcile_items_running")
            .HasFilter("reconcile_id IS NOT NULL AND outcome IS NULL");
        builder.HasIndex(static item => item.ReconcileId, "ix_bulk_reconcile_items_reconcile_id").HasFilter("reconcile_id IS NOT NULL");
        builder.HasOne<BulkReconcileEntity>().WithMany().HasForeignKey(static item => item.ProcessId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class BulkReconcileRelationConfiguration : IEntityTypeConfiguration<BulkReconcileRelationEntity>
{
    public void Configure(EntityTypeBuilder<BulkReconcileRelationEntity> builder)
    {
        builder
            .ToTable("bulk_reconcile_relations")
            .HasKey(static relation => new
            {
                relation.ProcessId,
                relation.SubscriptionId,
                relation.BeforeId,
            });
        builder.Property(static relation => relation.ProcessId).HasColumnName("pid");
        builder.HasIndex(static relation => new { relation.ProcessId, relation.BeforeId }, "ix_bulk_reconcile_relations_before_id");
        builder
            .HasOne<BulkReconcileEntity>()
            .WithMany()
            .HasForeignKey(static relation => relation.ProcessId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ScheduleConfiguration : IEntityTypeConfiguration<ScheduleEntity>
{
    public void Configure(EntityTypeBuilder<ScheduleEntity> builder)
    {
        builder.ToTable("schedules").HasKey(static schedule => schedule.ScheduleId);
        builder.Property(static schedule => schedule.DeclaredKey).HasMaxLength(200);
        builder.Property(static schedule => schedule.Name).HasMaxLength(Limits.MaxNameLength);
        builder.Property(static schedule => schedule.TriggerKind).HasMaxLength(20);
        builder.Property(static schedule => schedule.LastProcessId).HasColumnName("last_pid");
        builder.Property(static schedule => schedule.LastRefusal).HasMaxLength(Limits.MaxRejectionLength);
        builder.Property(static schedule => schedule.CreatedBy).HasMaxLength(Limits.MaxNameLength);
        builder.Property(static schedule => schedule.UpdatedBy).HasMaxLength(Limits.MaxNameLength);
        builder.HasIndex(static schedule => schedule.DeclaredKey, "uq_schedules_declared_key").IsUnique();
        builder.HasIndex(static schedule => schedule.NextRunAt, "ix_schedules_next_run_at");
        builder.HasOne<WorkflowEntity>().WithMany().HasForeignKey(static schedule => schedule.WorkflowId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ScheduleRunConfiguration : IEntityTypeConfiguration<ScheduleRunEntity>
{
    public void Configure(EntityTypeBuilder<ScheduleRunEntity> builder)
    {
        builder.ToTable("schedule_runs").HasKey(static run => run.RunId);
        builder.Property(static run => run.ProcessId).HasColumnName("pid");
        builder.Property(static run => run.Refusal).HasMaxLength(Limits.MaxRejectionLength);
        builder.HasIndex(static run => new { run.ScheduleId, run.RanAt }, "ix_schedule_runs_schedule_id");
        builder.HasOne<ScheduleEntity>().WithMany().HasForeignKey(static run => run.ScheduleId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ProcessStartConfiguration : IEntityTypeConfiguration<ProcessStartEntity>
{
    public void Configure(EntityTypeBuilder<ProcessStartEntity> builder)
    {
        builder.ToTable("process_starts").HasKey(static start => start.KeyHash);
        builder.Property(static start => start.KeyHash).HasMaxLength(64);
        builder.Property(static start => start.RequestHash).HasMaxLength(64);
        builder.Property(static start => start.ProcessId).HasColumnName("pid");
        builder.HasIndex(static start => start.CreatedAt, "ix_process_starts_created_at");
    }
}
