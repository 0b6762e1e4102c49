#!/usr/bin/env python3
"""p50 and p95 of questions to a register, each a process of its own as a person would start it.

usage: register_latency.py ISNAD REGISTER [N]
"""
import os, random, subprocess, sys, time

isnad, register, n = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 60
random.seed(7)
states = "SYR RUS USA IRN SAU YEM EGY IRQ TUR QAT ARE KWT JOR LBN TUN LBY DZA MAR FRA GBR DEU CHN ISR PSE".split()
words = "الرئيس وزير السعودية وقف إطلاق النار اليمن النووي اللاجئين النفط زيارة اتفاق داعش الكونغرس موسكو المفاوضات البرلمان الحوثيين".split()
people = ["عادل الجبير", "جون كيري", "سيرغي لافروف", "باراك أوباما", "عبدالفتاح السيسي", "بشار الأسد", "رجب طيب أردوغان", "نوري المالكي"]
questions = {"timeline": lambda: ["timeline"] + random.sample(states, 2), "search": lambda: ["search"] + random.sample(words, random.randint(1, 3)), "who": lambda: ["who", random.choice(people)]}
for name, make in questions.items():
    walls, cpus = [], []
    for _ in range(n):
        before, start = os.times(), time.perf_counter()
        subprocess.run([isnad] + make() + ["-d", register], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = os.times()
        walls.append(time.perf_counter() - start)
        cpus.append(after.children_user + after.children_system - before.children_user - before.children_system)
    walls.sort(); cpus.sort()
    at = lambda v, p: 1000 * v[min(len(v) - 1, int(p * len(v)))]
    print("%-9s p50 %4.0f ms  p95 %4.0f ms   (processor time p50 %4.0f p95 %4.0f)" % (name, at(walls, .5), at(walls, .95), at(cpus, .5), at(cpus, .95)))
